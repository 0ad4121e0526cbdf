"""People as numbers: what each pair scores, which pairs may not be, and which are worth considering."""
