"""Makes the room known to Django, and to the rooms below."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """The room `programs`."""

    name = "cairn.programs"
    label = "programs"

    def ready(self) -> None:
        """Registers what programs add to the rooms below."""
        from cairn.programs import events, listing, policy, standing

        policy.register()
        standing.register()
        listing.register()
        del events
