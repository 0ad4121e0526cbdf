"""Pages that compose several rooms: what each persona sees first."""
