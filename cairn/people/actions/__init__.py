"""The only doors through which persons and their profiles change."""

from cairn.people.actions.contacts import (
    add_not_with,
    block_contact,
    note_look,
    remove_not_with,
    unblock_contact,
)
from cairn.people.actions.persons import (
    create_person,
    deactivate,
    make_administrator,
    reactivate,
    rename,
    withdraw_administrator,
)
from cairn.people.actions.preferences import set_preferences, stop_kind
from cairn.people.actions.profile import (
    adjust_step,
    answer_step,
    pass_by_step,
    set_away,
    set_skills,
    set_windows,
)

__all__ = [
    "adjust_step",
    "add_not_with",
    "answer_step",
    "block_contact",
    "create_person",
    "deactivate",
    "make_administrator",
    "note_look",
    "pass_by_step",
    "reactivate",
    "remove_not_with",
    "rename",
    "set_away",
    "set_preferences",
    "set_skills",
    "set_windows",
    "stop_kind",
    "unblock_contact",
    "withdraw_administrator",
]
