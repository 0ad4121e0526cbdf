"""What the pages of this room share: who reads, and what every question shows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.foundation import clock
from cairn.foundation.time import show_time
from cairn.people import queries
from cairn.people.models import Person, Profile
from cairn.people.rules.progress import Progress
from cairn.people.rules.steps import Step
from cairn.ui.pieces.fields import in_words
from cairn.ui.told import tell


def reader_of(request: HttpRequest) -> Person:
    """The signed-in person."""
    assert isinstance(request.user, Person)
    return request.user


def is_saving(request: HttpRequest) -> bool:
    """Whether the page saves as its reader types, and wants a short answer instead of a page."""
    return request.headers.get("X-Requested-With") == "save"


def new_tab() -> str:
    """A name for the page that is being opened."""
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as its page shows it: which of how many, what comes before, and what follows."""

    step: Step
    profile: Profile
    progress: Progress

    @classmethod
    def of(cls, reader: Person, step: Step) -> Asking:
        """The page of a question for its reader."""
        profile = queries.profile_of(reader)
        return cls(step, profile, queries.progress_of(reader, profile))

    @property
    def number(self) -> int:
        """Which question this is, from 1."""
        return self.progress.place_of(self.step)

    @property
    def walked(self) -> int:
        """How many lie behind."""
        return min(self.number, self.progress.total) - 1

    @property
    def total(self) -> int:
        """How many there are."""
        return max(self.progress.total, self.number)

    @property
    def before(self) -> Step | None:
        """The question in front of this one."""
        return self.progress.before(self.step)

    @property
    def goes_on(self) -> bool:
        """Whether another question waits."""
        return self.progress.after(self.step) is not None

    @property
    def version(self) -> int:
        """What the form carries to notice that it is stale."""
        return queries.step_version(self.profile, self.step.name)


def saved_words(request: HttpRequest) -> str:
    """'Saved at 10:21', on the reader's clock."""
    at = show_time(clock.now(), reader_of(request).tzinfo, reader_of(request).language)
    return _("Saved at {time}").format(time=at)


def saved_answer(request: HttpRequest, version: int) -> JsonResponse:
    """The short answer to a page that saves as one types, with the key for its next time."""
    return JsonResponse(
        {"saved": saved_words(request), "version": version, "once": secrets.token_urlsafe(24)}
    )


def is_quick(request: HttpRequest) -> bool:
    """Whether a part of the page asks, and not the page."""
    return request.headers.get("HX-Request") == "true"


def draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """An editor: its page; the editor alone, when one of its buttons asks; or the line that it is saved."""
    count = max(1, len(context.get("problems", ())))
    context["problem_title"] = (
        _("One line needs another look")
        if count == 1
        else _("{count} lines need another look").format(count=in_words(count).capitalize())
    )
    if not is_quick(request):
        return render(request, f"people/steps/{name}.html", context, status=status)
    part = f"{name}_editor" if request.headers.get("HX-Target") == "editor" else "saved"
    return render(request, f"people/steps/{part}.html", context)


def onward(request: HttpRequest, step: Step) -> HttpResponse:
    """Where an answered question leads: to the next that waits, or to one's own page."""
    if request.POST.get("then") == "later":
        tell(request, _("Saved. Go on whenever you like."))
        return redirect("people:me")
    reader = reader_of(request)
    following = queries.progress_of(reader).after(step)
    if following is not None:
        return redirect("people:step", following.name)
    tell(request, _("Saved. Every question has an answer."))
    return redirect(reverse("people:me"))
