"""Makes the room known to Django, and to the rooms below."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "cairn.people"
    label = "people"

    def ready(self) -> None:
        """Declares the room's verbs, events, letters and links, and who keeps what readers wish."""
        from cairn.people import events, letters, navigation, policy, reactions, wishes
        from cairn.people.sign_in import chores as sign_in_chores
        from cairn.people.sign_in import events as sign_in_events
        from cairn.people.sign_in import policy as sign_in_policy

        navigation.register()
        wishes.register()
        del events, letters, policy, reactions, sign_in_chores, sign_in_events, sign_in_policy
