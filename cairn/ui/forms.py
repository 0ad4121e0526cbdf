"""How forms and fields are drawn, and the controls that Django does not have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates
from django.utils.translation import gettext_lazy as _

DJANGOS_OWN = Path(django.forms.__file__).parent / "templates"


class Renderer(BaseRenderer):
    """Draws forms with our own templates, in which all components are known."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/plain_field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Finds templates in every room, then those of Django's own controls."""
        return DjangoTemplates(
            {
                "NAME": "forms",
                "APP_DIRS": True,
                "DIRS": [DJANGOS_OWN],
                "OPTIONS": {
                    "builtins": [
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                        "cairn.ui.templatetags.pieces",
                    ]
                },
            }
        )

    def get_template(self, template_name: str) -> Any:
        """The template of this name."""
        return self.engine.get_template(template_name)


@dataclass(frozen=True, slots=True)
class Worded:
    """A choice with a line of explanation, for radio and checkbox cards."""

    label: Any
    hint: Any = ""

    def __str__(self) -> str:
        return str(self.label)


class RadioCards(forms.RadioSelect):
    """One of a few, each a card; labels may be `Worded`."""

    template_name = "ui/forms/cards.html"
    option_template_name = "ui/forms/card.html"


class CheckCards(forms.CheckboxSelectMultiple):
    """Any of a few, each a card; labels may be `Worded`."""

    template_name = "ui/forms/cards.html"
    option_template_name = "ui/forms/card.html"


class Radios(forms.RadioSelect):
    """One of a few, as plain rows."""

    template_name = "ui/forms/rows.html"
    option_template_name = "ui/forms/row.html"


class Checks(forms.CheckboxSelectMultiple):
    """Any of a few, as plain rows."""

    template_name = "ui/forms/rows.html"
    option_template_name = "ui/forms/row.html"


class VoiceArea(forms.Textarea):
    """Words that people write to people, set in Vollkorn."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "voice", "rows": 5, **(attrs or {})})


class DateInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, by the browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class SearchInput(forms.TextInput):
    """Words to search for, with a glass in front."""

    input_type = "search"
    template_name = "ui/forms/search.html"


REQUIRED: tuple[tuple[type[forms.Widget], Any], ...] = (
    (forms.CheckboxInput, _("Tick this to go on")),
    (forms.CheckboxSelectMultiple, _("Choose one or more")),
    (forms.widgets.ChoiceWidget, _("Choose one")),
    (forms.DateInput, _("Choose a day")),
    (forms.TimeInput, _("Choose a time")),
    (forms.Widget, _("Write an answer here")),
)
"""What an empty answer is told, by the kind of control; the first that fits counts."""


def speak_kindly(form: forms.BaseForm) -> None:
    """Gives a form's fields errors that say what to do, where the form has not said so itself."""
    for field in form.fields.values():
        own = type(field).default_error_messages
        if str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"]):
            field.error_messages["required"] = next(
                words for kind, words in REQUIRED if isinstance(field.widget, kind)
            )
        if isinstance(field, forms.EmailField):
            for validator in field.validators:
                if getattr(validator, "code", "") == "invalid":
                    field.error_messages["invalid"] = _("Write an email address, like name@example.org")
        elif isinstance(field, forms.DateField) and field.error_messages["invalid"] is own.get("invalid"):
            field.error_messages["invalid"] = _("Write a day, like 2026-11-26")
        elif isinstance(field, forms.TimeField) and field.error_messages["invalid"] is own.get("invalid"):
            field.error_messages["invalid"] = _("Write a time, like 15:30")


class Form(forms.Form):
    """A form whose errors speak as Cairn does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_kindly(self)
