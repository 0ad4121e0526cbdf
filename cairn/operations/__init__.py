"""Running Cairn: serve, work, health, the first administrator, and the demo."""
