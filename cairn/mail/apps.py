"""Makes the room known to Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The room `mail`."""

    name = "cairn.mail"
    label = "mail"

    def ready(self) -> None:
        """Declares the room's verbs, events, links and chores."""
        from cairn.mail import chores, events, letters, policy, tasks

        del chores, events, letters, policy, tasks
