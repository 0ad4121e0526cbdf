"""Makes the room known to Django, and its links to the header."""

from django.apps import AppConfig

PROFILE = ("people:step", "people:skills", "people:others_see")


class HomeConfig(AppConfig):
    """The room `home`."""

    name = "cairn.home"
    label = "home"

    def ready(self) -> None:
        """Registers the first link of every persona."""
        from django.utils.translation import gettext_lazy as _

        from cairn.ui.navigation import NavEntry, register

        register(
            NavEntry("mentee", _("Today"), "sun", "home", 1),
            NavEntry("mentor", _("Today"), "sun", "home", 1),
            NavEntry("manager", _("Today"), "sun", "home", 1),
            NavEntry("owner", _("Today"), "sun", "home", 1),
            NavEntry("administrator", _("Health"), "heart-pulse", "home", 1),
            NavEntry("visitor", _("Today"), "sun", "home", 1),
            NavEntry("mentee", _("Profile"), "user", "people:me", 5, also_current=PROFILE),
            NavEntry("mentor", _("Profile"), "user", "people:me", 5, also_current=PROFILE),
            NavEntry("visitor", _("Profile"), "user", "people:me", 5, also_current=PROFILE),
            NavEntry("foot", _("What is private"), "", "private", 1),
        )
