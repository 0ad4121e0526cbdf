"""What every room stands on: actors, decisions, events, reactions, due work, ids and encrypted text."""
