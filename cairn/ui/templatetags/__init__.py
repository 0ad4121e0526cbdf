"""Template tags of the visual language."""
