"""Makes the room known to Django."""

from django.apps import AppConfig
from django.core.checks import register


class UiConfig(AppConfig):
    """The room `ui`."""

    name = "cairn.ui"
    label = "ui"

    def ready(self) -> None:
        """Checks that every link at head and foot leads somewhere."""
        from cairn.ui.navigation import unreachable

        register(unreachable)
