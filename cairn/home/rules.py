"""What a first page says, from plain values: greetings, and the finding in the heading."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.ui.pieces.fields import in_words


def greeting(hour: int, name: str) -> str:
    """A greeting for the hour of the reader's day: 'Good morning, Thảo'."""
    if 5 <= hour < 12:
        return _("Good morning, %s") % name
    if 12 <= hour < 18:
        return _("Good afternoon, %s") % name
    return _("Good evening, %s") % name


def waiting_headline(waiting: int) -> str:
    """What a manager's page found: how many people wait for an answer."""
    if waiting == 0:
        return _("Nobody waits for you today")
    return capfirst(
        ngettext("%s person waits for your answer", "%s people wait for your answer", waiting)
        % in_words(waiting)
    )


def profile_headline(left: int) -> str:
    """What is left of a profile, in a sentence."""
    if left == 0:
        return _("Your profile is complete")
    return capfirst(
        ngettext("%s question is left in your profile", "%s questions are left in your profile", left)
        % in_words(left)
    )


def minutes_for(waiting: int, minutes_each: int = 2) -> int:
    """How long a manager's list should take, in minutes, rounded up to five."""
    return -(-waiting * minutes_each // 5) * 5


def seats_line(seats: int, taken: int) -> str:
    """A mentor's seats in words: 'One seat free of two'."""
    free = seats - taken
    if seats == 0:
        return _("You take nobody in this program")
    if free == 0:
        return capfirst(ngettext("your %s seat is taken", "all %s seats are taken", seats) % in_words(seats))
    return capfirst(
        ngettext("%(free)s seat free of %(seats)s", "%(free)s seats free of %(seats)s", free)
        % {"free": in_words(free), "seats": in_words(seats)}
    )


def health_headline(problems: int) -> str:
    """What an administrator's page found."""
    if problems == 0:
        return _("Everything runs as it should")
    return capfirst(
        ngettext("%s thing deserves a look", "%s things deserve a look", problems) % in_words(problems)
    )


def place_line(role: str, place: str, program: str) -> str:
    """Where a participant stands, in one sentence.

    `role` is the place's role, `place` its state, `program` the state of the program.
    """
    if place == "nominated":
        return _("You have been proposed for this program. Say whether you would like to take part.")
    if place == "applied":
        return _("You have applied. You will hear from the program team.")
    if place == "waitlisted":
        return _("You are on the waitlist. You hear as soon as a place becomes free.")
    if place == "approved" and program == "matching":
        return _("You have a place. The matches are being made now.")
    if place == "approved" and program in ("running", "closing"):
        return (
            _("You have a place, and a free seat for a mentee who still looks.")
            if role == "mentor"
            else _("You have a place, and we are still looking for the right mentor.")
        )
    if place == "approved":
        return _("You have a place. Matching begins when applications have closed.")
    if place == "active":
        return _("You are in a mentorship.")
    if place == "finished":
        return _("You have finished this program. Thank you for the way you walked it.")
    return _("This place has ended.")


def owner_headline(program: str, state: str) -> str:
    """Where a program stands, for whoever answers for it."""
    sentences = {
        "draft": _("%s is being prepared"),
        "open": _("%s takes applications"),
        "matching": _("%s is being matched"),
        "running": _("%s is under way"),
        "closing": _("%s is coming to its end"),
        "closed": _("%s has ended"),
    }
    return sentences[state] % program


def gap_line(skill: str, wanted: int, seats: int) -> str:
    """What a program lacks: '4 mentees want data engineering, 1 seat'."""
    mentees = ngettext("%d mentee wants", "%d mentees want", wanted) % wanted
    free = ngettext("%d free seat", "%d free seats", seats) % seats if seats else _("no free seat")
    return f"{mentees} {skill}, {free}"


def mid_sentence(name: str) -> str:
    """A name as it stands within a sentence: 'Data engineering' with a small letter, 'SEO' as it is."""
    first = name.split(" ", maxsplit=1)[0]
    return name if any(letter.isupper() for letter in first[1:]) else name[:1].lower() + name[1:]
