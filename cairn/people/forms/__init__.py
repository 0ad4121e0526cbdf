"""The forms of this room: they translate what is typed into the values that actions take."""
