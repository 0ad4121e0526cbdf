"""A finished plan as something to change: what a move, a lock or one more seat costs."""
