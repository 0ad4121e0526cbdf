"""Programs, and the place that each person has in them."""
