"""The pages of this room: they translate, make one call, and translate back."""
