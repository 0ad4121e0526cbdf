"""Fields of a form, and the list of what needs another look."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, Textarea
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.ui.pieces.library import register

COUNTS = (
    *(gettext_lazy("no"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three")),
    *(gettext_lazy("four"), gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven")),
    *(gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"), gettext_lazy("eleven")),
    gettext_lazy("twelve"),
)


def in_words(number: int) -> str:
    """A number up to twelve as a word, any other in figures."""
    return str(COUNTS[number]) if 0 <= number < len(COUNTS) else f"{number:,}"


@register.simple_tag
def field(
    bound: BoundField,
    label: Any = None,
    hint: Any = None,
    voice: bool = False,
    width: str = "",
    hide_label: bool = False,
    limit: int | None = None,
    **attributes: Any,
) -> SafeString:
    """A whole field, from label to control: `{% field form.name %}`.

    Args:
        bound: the field of a form.
        label: instead of the field's own label.
        hint: instead of the field's own help text.
        voice: what is typed is set in Vollkorn, for words that people write to people.
        width: `s` (time, number), `m` (date) or nothing for the whole column.
        hide_label: the label is only read aloud; for a page whose h1 is the question.
        limit: characters to count towards; by default the field's own `max_length`.
        attributes: further attributes of the control; `_` becomes `-`.
    """
    widget = bound.field.widget
    extra: dict[str, Any] = {name.replace("_", "-"): value for name, value in attributes.items()}
    longest = limit or getattr(bound.field, "max_length", None)
    counted = isinstance(widget, Textarea) and bool(longest)
    if isinstance(widget, Textarea):
        # The browser would cut off what is pasted; the form says so in words and keeps it.
        extra["maxlength"] = False
        extra["data-limit"] = longest or False
    described = [f"{bound.auto_id}_helptext"] if (bound.help_text if hint is None else hint) else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    described += [f"{bound.auto_id}_count"] if counted else []
    if not bound.use_fieldset and described:
        extra["aria-describedby"] = " ".join(described)
    if voice:
        extra["class"] = f"{widget.attrs.get('class', '')} voice".strip()
    return mark_safe(
        render_to_string(
            "ui/forms/field.html",
            {
                "field": bound,
                "label": bound.label if label is None else label,
                "hint": bound.help_text if hint is None else hint,
                "control": bound.as_widget(attrs=extra),
                "is_tick": isinstance(widget, CheckboxInput),
                "is_optional": not bound.field.required and not isinstance(widget, CheckboxInput),
                "width": width,
                "hide_label": hide_label,
                "described": " ".join(described),
                "limit": number_format(longest, force_grouping=True) if counted and longest else None,
            },
        )
    )


@register.filter
def drawn(bound: BoundField) -> SafeString:
    """A field with nothing but its own words, for forms that draw themselves."""
    return field(bound)


@register.simple_tag
def error_summary(*forms: BaseForm | Any, title: str = "", shown: bool = False) -> SafeString:
    """The list of everything that needs another look; put it above the h1: `{% error_summary form %}`.

    Args:
        forms: one form or several; form sets too.
        title: instead of "Two answers need another look".
        shown: for the style page, which must not take the focus.
    """
    found: list[tuple[str, str, str]] = []
    for form in _each(forms):
        found += [(_target(form, name), _label(form, name), str(error)) for name, error in _errors(form)]
    if not found:
        return mark_safe("")
    if not title:
        title = (
            _("One answer needs another look")
            if len(found) == 1
            else _("%(count)s answers need another look") % {"count": in_words(len(found)).capitalize()}
        )
    return mark_safe(
        render_to_string(
            "ui/forms/summary.html", {"title": title, "problems": found, "takes_focus": not shown}
        )
    )


def _each(forms: tuple[Any, ...]) -> list[BaseForm]:
    """All forms, those of form sets too."""
    found: list[BaseForm] = []
    for form in forms:
        if form is None or form == "":
            continue
        found += list(form.forms) if hasattr(form, "forms") else [form]
    return found


def _errors(form: BaseForm) -> list[tuple[str, str]]:
    """Field names and messages, those of no field first."""
    errors: dict[str, ErrorList] = form.errors if form.is_bound else {}
    ordered = ["__all__", *form.fields]
    return [(name, str(message)) for name in ordered if name in errors for message in errors[name]]


def _label(form: BaseForm, name: str) -> str:
    return "" if name == "__all__" else str(form[name].label)


def _target(form: BaseForm, name: str) -> str:
    """Where a link leads: the control, or the first of a group."""
    if name == "__all__":
        return ""
    bound = form[name]
    if bound.use_fieldset and bound.subwidgets:
        return bound.subwidgets[0].id_for_label or bound.auto_id
    return bound.id_for_label or bound.auto_id
