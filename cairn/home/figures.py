"""The figures of the first pages, as charts and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.home import rules
from cairn.matching.vocabulary import standard_vocabulary
from cairn.programs.queries import Participation, SkillGap, Stop
from cairn.ui.charts import Bar, Bars, Part, Tally


def phases(stops: Sequence[Stop]) -> list[tuple[str, str]]:
    """A program's dates as the phases of a timeline."""
    return [(stop.label, date_format(stop.day, "j F")) for stop in stops]


def here(stops: Sequence[Stop], today: date) -> float:
    """How far along its dates a program is: 1.5 is half-way from the second date to the third."""
    passed = sum(stop.passed for stop in stops)
    if passed in (0, len(stops)):
        return float(passed)
    before, after = stops[passed - 1].day, stops[passed].day
    return passed - 1 + (today - before).days / max(1, (after - before).days)


def in_short(program: str, stops: Sequence[Stop]) -> str:
    """Where a program stands in one line, for a narrow screen: what came last, and what comes next."""
    passed = [stop for stop in stops if stop.passed]
    ahead = [stop for stop in stops if not stop.passed]
    parts = [
        *(f"{stop.label}, {date_format(stop.day, 'j F')}" for stop in passed[-1:]),
        *(_("next: %s") % f"{stop.label}, {date_format(stop.day, 'j F')}" for stop in ahead[:1]),
    ]
    return f"{program}: {'; '.join(parts)}" if parts else program


def funnel(steps: Sequence[tuple[str, int]]) -> Bars:
    """From hope to habit: how many people ever came as far as each step."""
    return Bars(
        heading=_("From hope to habit"),
        rows=tuple(Bar(label, number) for label, number in steps),
        value_word=_("people"),
    )


def standing(counted: Participation) -> Tally:
    """Where everybody stands now, one stone a place."""
    parts = (
        Part(_("Waits for an answer"), counted.count("applied", "nominated"), "attention"),
        Part(_("On the waitlist"), counted.count("waitlisted"), "paused"),
        Part(_("Has a place"), counted.count("approved"), "open"),
        Part(_("In a mentorship"), counted.count("active"), "1"),
        Part(_("Finished"), counted.count("finished"), "done"),
    )
    shown = tuple(part for part in parts if part.count)
    total = sum(part.count for part in shown)
    return Tally(heading=_("%d places") % total, parts=shown, count_word=_("people"))


@dataclass(frozen=True, slots=True)
class GapLine:
    """What a program lacks, in a sentence."""

    sentence: str


def gap_lines(gaps: Sequence[SkillGap]) -> list[GapLine]:
    """The lacks of a program, with skills in words."""
    words = standard_vocabulary()
    return [
        GapLine(rules.gap_line(rules.mid_sentence(words.name(gap.skill)), gap.wanted, gap.seats))
        for gap in gaps
    ]


def owner_stats(counted: Participation) -> list[tuple[str, str]]:
    """Three figures for whoever answers for a program."""
    places = counted.count("approved", "active", "finished")
    paired = counted.count("active", "finished")
    return [
        (f"{places:,}", _("people have a place")),
        (f"{round(100 * paired / places)}%" if places else "–", _("of them are or were in a mentorship")),
        (f"{counted.seats_taken:,} of {counted.seats:,}", _("mentors' seats are taken")),
    ]
