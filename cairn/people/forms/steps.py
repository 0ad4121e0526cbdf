"""One form for each question of the profile that is answered as a whole.

Each knows how to be filled from the answers as they stand (`filled`) and what to hand to the action
(`answers`), both in the shape of `rules.answers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.foundation.versions import VersionedForm
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.forms.ruled import RuledText, by_rule
from cairn.people.rules import choices, links, text
from cairn.people.rules.answers import MOST_SEATS, clean_capacity
from cairn.ui.forms import Checks, DateInput, RadioCards, VoiceArea, Worded, speak_kindly


class StepForm(VersionedForm):
    """The answers to one question, with the version and the open page that they come from."""

    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    limits: ClassVar[Mapping[str, int]] = {}

    def __init__(self, *given: Any, today: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = today
        speak_kindly(self)

    @classmethod
    def filled(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields show of the answers as they stand."""
        return dict(answers)

    def answers(self) -> dict[str, Any]:
        """What was typed, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "tab")}


class WhoForm(StepForm):
    """Name and work."""

    name = RuledText(text.clean_name, label=_("Your name"), required=True)
    called = RuledText(
        partial(text.clean_line, field="called", most=text.LONGEST_CALLED),
        label=_("What should we call you?"),
        help_text=_("If it is not the first word of your name."),
    )
    headline = RuledText(
        partial(text.clean_line, field="headline"),
        label=_("What you do"),
        help_text=_("As you would say it: Head of network planning"),
    )
    place = RuledText(
        partial(text.clean_line, field="place", most=text.LONGEST_PLACE),
        label=_("Where you work"),
        help_text=_("A city is enough."),
    )


class AboutForm(StepForm):
    """A sentence or two in one's own voice."""

    limits = {"about": text.LONGEST_ABOUT}
    about = RuledText(
        partial(text.clean_text, field="about", most=text.LONGEST_ABOUT),
        label=_("In your own words"),
        widget=VoiceArea(attrs={"rows": 4}),
    )


class HopesForm(StepForm):
    """What should be different in a year."""

    limits = {"hopes": text.LONGEST_TEXT}
    hopes = RuledText(
        partial(text.clean_text, field="hopes"), label=_("What you hope for"), widget=VoiceArea()
    )


class OffersForm(StepForm):
    """What one can help with."""

    limits = {"offers": text.LONGEST_OFFER}
    offers = RuledText(
        partial(text.clean_text, field="offers", most=text.LONGEST_OFFER),
        label=_("What you can help with"),
        widget=VoiceArea(),
    )


def _listed(kind: str, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *choices.word_names(kind).items()]


class CareerForm(StepForm):
    """Field, function and stage."""

    field = RuledText(choices.clean_field, label=_("Field"), widget=forms.Select)
    function = RuledText(choices.clean_function, label=_("Kind of work"), widget=forms.Select)
    stage = RuledText(
        choices.clean_stage, label=_("Stage"), widget=RadioCards(attrs={"class": "one-column is-dense"})
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for kind in ("field", "function"):
            listed = _listed(kind, _("Not said"))
            own = self.initial.get(kind) or ""
            if own and own not in choices.word_names(kind):
                listed.append((own, choices.word_name(kind, own)))
            self.fields[kind].widget.choices = listed
        stages = standard_vocabulary().stages
        self.fields["stage"].widget.choices = [
            *((str(stage.number), Worded(stage.name, stage.description)) for stage in stages),
            ("", Worded(_("Not said"))),
        ]

    @classmethod
    def filled(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The stage as the text that its card carries."""
        stage = answers["stage"]
        return {**answers, "stage": "" if stage is None else str(stage)}


class ValuesForm(StepForm):
    """Up to five values."""

    values = forms.MultipleChoiceField(
        label=_("What matters to you"), required=False, widget=Checks, choices=()
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["values"].choices = list(choices.word_names("value").items())  # type: ignore[attr-defined]

    def clean_values(self) -> list[str]:
        """At most five."""
        return list(by_rule(choices.clean_values, self.cleaned_data["values"]))


class CapacityForm(StepForm):
    """How many people, and how long one is away."""

    capacity = forms.IntegerField(
        label=_("People at a time"), widget=forms.NumberInput(attrs={"min": 0, "max": MOST_SEATS})
    )
    away_until = forms.DateField(
        label=_("Away until"),
        required=False,
        widget=DateInput,
        help_text=_("Until the end of that day nobody is sent your way. Leave it empty if you are here."),
    )

    def clean_capacity(self) -> int:
        """From none to twenty."""
        return int(by_rule(clean_capacity, self.cleaned_data["capacity"]))


class RoomForm(StepForm):
    """The address of one's own video room."""

    room_link = RuledText(
        links.clean_room_link,
        label=_("Address of the room"),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class StyleForm(StepForm):
    """Five sliders, each of which may be left open.

    A slider always sends a number. `was` tells whether it was moved: then it counts, even without
    JavaScript to untick 'leave open'.
    """

    END = choices.STYLE_END

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for number, _question in enumerate(standard_vocabulary().style):
            self.fields[f"answer-{number}"] = forms.IntegerField(
                min_value=0, max_value=self.END, required=False
            )
            self.fields[f"was-{number}"] = forms.IntegerField(required=False)
            self.fields[f"open-{number}"] = forms.BooleanField(required=False)

    @classmethod
    def filled(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The middle for what is open."""
        style = answers["style"] or [None] * len(standard_vocabulary().style)
        shown: dict[str, Any] = {}
        for number, answer in enumerate(style):
            shown[f"answer-{number}"] = shown[f"was-{number}"] = cls.END // 2 if answer is None else answer
            shown[f"open-{number}"] = answer is None
        return shown

    def answers(self) -> dict[str, Any]:
        """What counts of each slider."""
        return {"style": [self._answer(number) for number in range(len(standard_vocabulary().style))]}

    def _answer(self, number: int) -> int | None:
        typed = self.cleaned_data
        answer, was = typed[f"answer-{number}"], typed[f"was-{number}"]
        is_open = typed[f"open-{number}"] and (answer == was or answer is None)
        return None if is_open or answer is None else int(answer)

    @property
    def sliders(self) -> list[dict[str, Any]]:
        """What the template draws, a slider a question."""
        return [
            {
                "question": question,
                "number": number,
                "answer": self[f"answer-{number}"].value(),
                "was": self[f"was-{number}"].value(),
                "is_open": self[f"open-{number}"].value() in (True, "on", "True"),
            }
            for number, question in enumerate(standard_vocabulary().style)
        ]


FORMS: Mapping[str, type[StepForm]] = {
    "who": WhoForm,
    "about": AboutForm,
    "hopes": HopesForm,
    "offers": OffersForm,
    "career": CareerForm,
    "values": ValuesForm,
    "style": StyleForm,
    "capacity": CapacityForm,
    "room": RoomForm,
}
