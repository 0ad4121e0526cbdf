"""Shared text has a version: who saves an old one loses nothing, sees both, and chooses.

The row carries `version`. The form carries the version that the page showed, in a hidden field:

    class AboutForm(VersionedForm):
        about = forms.CharField(widget=forms.Textarea)

The action compares it after the lock, before it writes:

    profile = lock(profile)
    require(by, "person.edit", profile.person)
    check_version(profile, seen=version, typed={"about": about})
    profile.about = about
    profile.version += 1
    profile.save(update_fields=["about", "version"])

The view catches `Stale` and shows the form again, with what she typed in the fields and what stands now in
`form.conflicts` beside each. The form then carries the newer version, so sending it again is her choice:

    try:
        actions.answer_about(person, **form.cleaned_data, by=person, now=clock.now())
    except Stale as error:
        form.show_both(error)
        return render(request, "people/about.html", {"form": form}, status=409)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cairn.foundation.writing import Stale


class Versioned(Protocol):
    """A row with a version."""

    version: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field with two texts: what stands now, and what was typed."""

    name: str
    label: str
    theirs: str
    yours: str


def check_version(
    row: Versioned, *, seen: int, typed: Mapping[str, str], standing: Mapping[str, str] | None = None
) -> None:
    """Raises `Stale` when the row has changed since `seen`, with both versions of what was typed.

    What was typed is compared with the row's fields of the same names, or with `standing` where the texts
    are not fields of the row. If all of it stands there already, there is nothing to lose and nothing is
    raised.
    """
    if seen == row.version:
        return
    now = {name: str(getattr(row, name)) for name in typed} if standing is None else standing
    if any(now.get(name, "") != text for name, text in typed.items()):
        raise Stale(theirs={name: now.get(name, "") for name in typed}, yours=typed, version=row.version)


class VersionedForm(forms.Form):
    """A form that knows which version of the text it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    conflicts: Sequence[Conflict] = ()

    def show_both(self, error: Stale) -> None:
        """Keeps what was typed, sets what stands now beside it, and takes on the newer version."""
        self.conflicts = [
            Conflict(name, self._label(name), theirs, error.yours.get(name, ""))
            for name, theirs in error.theirs.items()
            if theirs != error.yours.get(name, "")
        ]
        given = QueryDict(mutable=True)
        given.update(self.data)
        given[self.add_prefix("version")] = str(error.version)
        self.data = given
        self.add_error(
            None,
            _(
                "This text was changed while you wrote. Both versions are here. "
                "Take from the other what you need, then save again."
            ),
        )

    def _label(self, name: str) -> str:
        field = self.fields.get(name)
        return str(field.label or name) if field else name
