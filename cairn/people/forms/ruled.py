"""Fields that ask a rule of this room, and say what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cairn.foundation.writing import CannotBeDone


def by_rule(rule: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """The answer of a rule; its refusal as an error of the form."""
    try:
        return rule(*given, **named)
    except CannotBeDone as refusal:
        raise ValidationError(refusal.reason) from None


class RuledText(forms.CharField):
    """Words that a rule cleans. Nothing is cut off: what is too long is told, and kept as it was typed."""

    def __init__(self, rule: Callable[[str], Any], **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(strip=False, **options)
        self.rule = rule

    def clean(self, value: Any) -> Any:
        """The cleaned words."""
        return by_rule(self.rule, super().clean(value) or "")
