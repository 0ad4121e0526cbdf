"""What a person may say about themselves: pure decisions, plain values in, answer out."""

from cairn.people.rules.answers import Answers, Asked, clean_answers
from cairn.people.rules.audience import FIELDS, RELATIONS, fields_for, readers_of
from cairn.people.rules.progress import Progress, progress
from cairn.people.rules.steps import BOTH_SIDES, STEPS, Step, step_named
from cairn.people.rules.text import clean_line, clean_name, clean_text
from cairn.people.rules.windows import Stretch, clean_windows

__all__ = [
    "BOTH_SIDES",
    "FIELDS",
    "RELATIONS",
    "STEPS",
    "Answers",
    "Asked",
    "Progress",
    "Step",
    "Stretch",
    "clean_answers",
    "clean_line",
    "clean_name",
    "clean_text",
    "clean_windows",
    "fields_for",
    "progress",
    "readers_of",
    "step_named",
]
