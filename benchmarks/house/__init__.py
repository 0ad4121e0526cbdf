"""The house as it is measured: ten thousand people in it, its own server, and plain views beside its pages."""
