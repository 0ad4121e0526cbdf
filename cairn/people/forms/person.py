"""Forms about a person as a whole: adding one, and how one is written to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cairn.foundation import clock
from cairn.foundation.time import clean_zone, zone_choices
from cairn.mail.kinds import stoppable_kinds
from cairn.people.forms.ruled import RuledText
from cairn.people.rules.text import clean_name
from cairn.ui.forms import Checks, DateInput, Form, TimeInput


def zone_list(now: datetime, language: str, standing: str = "") -> list[Any]:
    """All zones to choose from by part of the world; one that is not among them stands first."""
    groups = [
        (group, [(zone.name, zone.label) for zone in zones]) for group, zones in zone_choices(now, language)
    ]
    known = {name for _group, zones in groups for name, _label in zones}
    return groups if not standing or standing in known else [(standing, standing), *groups]


class AddPersonForm(Form):
    """A name, an address and a zone."""

    name = RuledText(clean_name, label=_("Name"), required=True)
    email = forms.EmailField(label=_("Email address"), help_text=_("Codes to sign in go there."))
    zone = RuledText(clean_zone, label=_("Time zone"), widget=forms.Select, required=True)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["zone"].widget.choices = zone_list(clock.now(), "en-us", self.initial.get("zone", ""))


class AwayForm(Form):
    """The last day away."""

    until = forms.DateField(label=_("Away until"), widget=DateInput)


class PreferencesForm(Form):
    """Language, zone, quiet hours and letters."""

    language = forms.ChoiceField(label=_("Language"), choices=())
    zone = RuledText(
        clean_zone,
        label=_("Time zone"),
        help_text=_("All dates and times are shown in it."),
        widget=forms.Select,
        required=True,
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=TimeInput(attrs={"step": 900}))
    quiet_until = forms.TimeField(label=_("Quiet until"), widget=TimeInput(attrs={"step": 900}))
    wanted_kinds = forms.MultipleChoiceField(
        label=_("Letters you get"), required=False, widget=Checks, choices=()
    )

    def __init__(self, *given: Any, now: datetime, language: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.fields["zone"].widget.choices = zone_list(now, language, self.initial.get("zone", ""))
        kinds = [(kind.name, kind.called[:1].upper() + kind.called[1:]) for kind in stoppable_kinds()]
        self.fields["wanted_kinds"].choices = kinds  # type: ignore[attr-defined]

    @property
    def has_kinds(self) -> bool:
        """Whether there is any letter that can be stopped."""
        return bool(stoppable_kinds())

    def answers(self) -> dict[str, Any]:
        """What was chosen, for the action: minutes for clock times, what is stopped for what is wanted."""
        typed = self.cleaned_data
        all_kinds = {kind.name for kind in stoppable_kinds()}
        stopped: Collection[str] = all_kinds - set(typed["wanted_kinds"])
        return {
            "language": typed["language"],
            "zone": typed["zone"],
            "quiet_from": _minute(typed["quiet_from"]),
            "quiet_until": _minute(typed["quiet_until"]),
            "stopped_kinds": stopped,
        }


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def clock_time(minute: int) -> time:
    """A minute of the day as a time."""
    return time(minute // 60 % 24, minute % 60)
