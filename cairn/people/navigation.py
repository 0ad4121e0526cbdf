"""The links of this room at the head and the foot of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cairn.ui.navigation import NavEntry
from cairn.ui.navigation import register as register_links

LIST_PAGES = ("people:profile", "people:account", "people:new")
OWN_PAGES = ("people:step",)


def register() -> None:
    """Adds them."""
    register_links(
        NavEntry("manager", _("People"), "users", "people:list", 20, also_current=LIST_PAGES),
        NavEntry("administrator", _("People"), "users", "people:list", 20, also_current=LIST_PAGES),
        NavEntry("mine", _("My page"), "user", "people:me", 10, also_current=OWN_PAGES),
        NavEntry("mine", _("What others see"), "eye", "people:others_see", 20),
        NavEntry("mine", _("Preferences"), "settings", "people:preferences", 30),
        NavEntry("mine", _("Signing in"), "key-round", "sign_in", 40),
        NavEntry("mine", _("Sign out"), "log-out", "account_logout", 90),
    )
