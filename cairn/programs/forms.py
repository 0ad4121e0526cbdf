"""What people fill in about places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.programs import rules
from cairn.programs.models import Enrollment
from cairn.ui.forms import Form, RadioCards, Worded

ANSWERS = {
    Enrollment.State.APPROVED: Worded(_("Give a place"), _("They take part in the matching.")),
    Enrollment.State.WAITLISTED: Worded(_("Put on the waitlist"), _("They hear when a place becomes free.")),
    Enrollment.State.DECLINED: Worded(
        _("Decline"), _("They are not part of this run. This cannot be undone.")
    ),
}


class DecisionForm(Form):
    """What becomes of a place: only the answers that its state allows."""

    state = forms.ChoiceField(label=_("Your answer"), widget=RadioCards)

    def __init__(self, enrollment: Enrollment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = rules.NEXT_PLACES[enrollment.state]
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(state), words) for state, words in ANSWERS.items() if state in allowed]


class SeatsForm(Form):
    """How many partners a place has."""

    seats = forms.IntegerField(label=_("Mentees I can take"))

    def __init__(self, enrollment: Enrollment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = rules.SEATS[enrollment.role]
        field = self.fields["seats"]
        field.widget.attrs.update(min=max(allowed.start, enrollment.seats_taken), max=allowed.stop - 1)
        if enrollment.seats_taken:
            field.help_text = _("%d of them are taken.") % enrollment.seats_taken
