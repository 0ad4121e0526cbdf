"""What pages and other rooms read about persons: a constant number of queries whatever the number of rows."""

from cairn.people.queries.contacts import has_looked, may_contact, not_with_of, not_with_pairs
from cairn.people.queries.profiles import (
    answers_of,
    find_by_name,
    profile_of,
    progress_of,
    seen_profile,
    skills_of,
    step_version,
    windows_of,
)

__all__ = [
    "answers_of",
    "find_by_name",
    "has_looked",
    "may_contact",
    "not_with_of",
    "not_with_pairs",
    "profile_of",
    "progress_of",
    "seen_profile",
    "skills_of",
    "step_version",
    "windows_of",
]
