"""Makes the room known to Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The room `foundation`."""

    name = "cairn.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Makes the room's checks, chores, events and verbs known."""
        from cairn.foundation import checks, housekeeping  # noqa: F401
        from cairn.foundation.database import checks as database_checks  # noqa: F401
        from cairn.foundation.long_work import events, policy  # noqa: F401
