"""Makes the room known to Django."""

from django.apps import AppConfig
from django.conf import settings


class OperationsConfig(AppConfig):
    """The room `operations`."""

    name = "cairn.operations"
    label = "operations"

    def ready(self) -> None:
        """In the demo, says who stands at the doors."""
        if settings.DEMO:
            from cairn.operations import demo

            demo.register()
