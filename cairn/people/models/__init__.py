"""Persons, and what they tell about themselves."""

from cairn.people.models.contact import Browser, ContactBlock, Look, NotWith
from cairn.people.models.person import Person, PersonManager, PersonQuerySet
from cairn.people.models.preferences import Preferences
from cairn.people.models.profile import MoveMade, Profile, ProfileSkill, Window

__all__ = [
    "Browser",
    "ContactBlock",
    "Look",
    "MoveMade",
    "NotWith",
    "Person",
    "PersonManager",
    "PersonQuerySet",
    "Preferences",
    "Profile",
    "ProfileSkill",
    "Window",
]
