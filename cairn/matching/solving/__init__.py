"""From candidates to a plan: flows, the levels of what comes first, and the proof."""
