"""What the style guide shows: invented people and figures, and no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from cairn.ui import forms, samples_charts
from cairn.ui.pieces.path import PathFlag, PathStone


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    initials: str
    tint: int
    outline: int
    line: str = ""


LINH = Invented("Linh Trần", "LT", 0, 0)
WANJIRU = Invented("Wanjiru Kamau", "WK", 3, 1)
JON = Invented("Jón Þórsson", "JÞ", 7, 2)
DAWIT = Invented("Dawit Bekele", "DB", 2, 3)
CHIE = Invented("Chie Yamamoto", "CY", 4, 4)
MEHRNAZ = Invented("Mehrnaz Tehrani", "MT", 4, 5, "Care quality, Leeds")
AIGERIM = Invented("Aigerim Sultanova", "AS", 7, 0, "Field data, Almaty")
GIFT = Invented("Gift Moyo", "GM", 7, 4, "Depot, Bulawayo")
DILNOZA = Invented("Dilnoza Karimova", "DK", 3, 2, "Tariffs, Tashkent")
TINTS = tuple(
    Invented(name, initials, number, number % 6)
    for number, (name, initials) in enumerate(
        (
            ("Siobhán Ní Dhomhnaill", "SD"),
            ("Rohan Deshpande", "RD"),
            ("Ifeoma Nwosu", "IN"),
            ("Marisol Quispe", "MQ"),
            ("Zeynep Aydın", "ZA"),
            ("Arvid Holm", "AH"),
            ("Thảo Nguyễn", "TN"),
            ("Tomasz Wiśniewski", "TW"),
        )
    )
)

COLORS = (
    ("mist", "page"),
    ("paper", "sheet"),
    ("sunk", "inset"),
    ("hair", "hairline"),
    ("edge", "control edge"),
    ("ink", "text"),
    ("ink2", "second text"),
    ("moss", "action"),
    ("moss-mid", "bars"),
    ("moss-tint", "chosen"),
    ("moss-line", "contours"),
    ("gorse", "attention"),
    ("gorse-tint", "nudge"),
    ("gorse-flag", "flags"),
    ("rowan", "error"),
    ("rowan-tint", "error tint"),
    ("tarn", "paused"),
    ("tarn-tint", "note"),
    ("heather", "thanks"),
    ("heather-tint", "thanks tint"),
)

CRITERIA = (
    ("goals", 3.0, 0.92),
    ("move", 2.6, 0.66),
    ("skills", 2.0, 0.88),
    ("hours", 1.5, 0.9),
    ("style", 1.0, 0.96),
)
LOW = (
    ("goals", 3.0, 0.6),
    ("move", 2.6, 0.4),
    ("skills", 2.0, 0.7),
    ("hours", 1.5, 0.55),
    ("style", 1.0, 0.4),
)
REASONS = (
    ("for", "Made the same move in 2019"),
    ("limit", "3 shared hours, early"),
    ("caution", "Goals meet only in part"),
    ("before", "was Bogdan until you ruled that out"),
)

PATH = (
    PathStone("18 Jun", "Why now, and why planning", "held", "#path", "60 minutes · 2 actions"),
    PathStone("16 Jul", "Reading a business case", "held", "#path", "45 minutes · 2 actions"),
    PathStone("27 Aug", "Saying no to a director", "held", "#path", "50 minutes · moved from 20 Aug"),
    PathStone("24 Sep", "Midpoint: what has moved", "held", "#path", "45 minutes · midpoint"),
    PathStone("22 Oct", "Inside the planning board", "held", "#path", "40 minutes · 3 actions"),
    PathStone("Thu 26 Nov", "Sixth meeting", "next", "#path", "15:00, 16:00 in Lagos"),
    PathStone("17 Dec", "A year in review", "ahead", "", "Proposed"),
    PathStone("21 Jan", "Closing, and what next", "ahead", "", "To be arranged"),
)
FLAGS = (PathFlag("Midpoint", 3), PathFlag("Close 29 Jan"))
PHASES = (
    ("Open", "4 May"),
    ("Matching", "25 May"),
    ("Kick-off", "8 June"),
    ("Running", "midpoint held 21 Sept"),
    ("Closing", "from 11 January"),
    ("Closed", "29 January"),
)
STEPS = (
    ("Within two weeks", "You meet for the first time and agree how you want to work."),
    ("In the first month", "You both sign the agreement and name one goal that matters."),
    ("Every month after", "You bring the questions. Each meeting adds a stone here."),
)
HOURS = (
    ("Mon", ((8, 17),), ((9, 17),)),
    ("Tue", ((9, 17),), ((11, 12),)),
    ("Wed", ((8, 13), (13, 17)), ()),
    ("Thu", ((8, 17),), ((9, 17),)),
    ("Fri", ((8, 15),), ((9, 12),)),
)
TABLE = (
    (AIGERIM, "Lupe Tuilagi", "4 of 8", "on_path"),
    (GIFT, "Hakan Yıldırım", "0 of 8", "not_met"),
    (DILNOZA, "Anders Møller", "3 of 8", "slowing"),
)
TABS = (
    ("Path", "#path", "", True),
    ("Goals", "#path", 2, False),
    ("Actions", "#path", 3, False),
    ("Messages", "#path", "1 new", False),
    ("Agreement", "#path", "", False),
)
PILLS = (
    ("All pairs", "#pills", 32, True),
    ("Worth a look", "#pills", 6, False),
    ("Locked", "#pills", 5, False),
)
STATS = (
    ("91%", "of meetings due this month were held, as agreed"),
    ("+1.2", "confidence on the next step since kick-off, of 7"),
    ("37", "introductions made, 22 led to a conversation"),
)
FACTS = (("Now in Lagos", "10:12"), ("Replies", "within two working days"), ("So far", "5 of 8 meetings"))
STATE_COUNTS = (
    ("could_use_you", 4),
    ("slowing", 3),
    ("not_met", 2),
    ("on_path", 29),
    ("paused", 2),
    ("completed", 6),
)


class Sample(forms.Form):
    """One of every control."""

    question = django_forms.CharField(
        label="Your question",
        help_text="One thing you would like to understand better",
        initial="How do I say no to a director?",
    )
    words = django_forms.CharField(
        label="A line to go with it",
        required=False,
        max_length=1000,
        widget=forms.VoiceArea,
        initial="I can also do early mornings if you would rather talk before your day starts.",
    )
    rhythm = django_forms.ChoiceField(
        label="How often do you want to meet?",
        choices=[
            ("monthly", forms.Worded("Monthly", "45 minutes, as most do")),
            ("fortnightly", forms.Worded("Every two weeks", "30 minutes")),
        ],
        initial="monthly",
        widget=forms.RadioCards,
    )
    between = django_forms.MultipleChoiceField(
        label="Between meetings",
        required=False,
        choices=[
            ("questions", forms.Worded("Written questions", "between meetings")),
            ("calls", forms.Worded("Short calls", "when something comes up")),
        ],
        initial=["questions"],
        widget=forms.CheckCards,
    )
    speaks = django_forms.MultipleChoiceField(
        label="Speaks",
        required=False,
        choices=[
            ("en", forms.Worded("English", 52)),
            ("fr", forms.Worded("French", 12)),
            ("tw", forms.Worded("Twi", 3)),
        ],
        initial=["en"],
        widget=forms.Checks,
    )
    zone = django_forms.ChoiceField(
        label="Your time zone", choices=[("Europe/Oslo", "Europe, Oslo"), ("Africa/Lagos", "Africa, Lagos")]
    )
    day = django_forms.DateField(label="Day", widget=forms.DateInput, initial="2026-12-03")
    start = django_forms.TimeField(label="From", widget=forms.TimeInput, initial="15:00")
    end = django_forms.TimeField(label="To", widget=forms.TimeInput, initial="15:45")
    seek = django_forms.CharField(label="Search", required=False, widget=forms.SearchInput)
    agree = django_forms.BooleanField(
        label="Remind me a day before",
        help_text="By mail, in your own time zone",
        required=False,
        initial=True,
    )


class Wrong(forms.Form):
    """Two controls with errors."""

    prefix = "wrong"
    end = django_forms.TimeField(label="End", widget=forms.TimeInput)
    day = django_forms.DateField(label="Third time", widget=forms.DateInput)


def wrong() -> Wrong:
    """A form that came back."""
    form = Wrong({"wrong-end": "15:30", "wrong-day": "2026-11-17"})
    form.add_error("end", "Choose an end after 16:00")
    form.add_error("day", "17 November has passed, choose a later day")
    return form


def everything() -> dict[str, Any]:
    """All that the style guide's page shows."""
    return {
        "colors": COLORS,
        "linh": LINH,
        "wanjiru": WANJIRU,
        "jon": JON,
        "dawit": DAWIT,
        "chie": CHIE,
        "mehrnaz": MEHRNAZ,
        "dilnoza": DILNOZA,
        "tints": TINTS,
        "criteria": CRITERIA,
        "low_criteria": LOW,
        "some_reasons": REASONS,
        "meetings": PATH,
        "meeting_flags": FLAGS,
        "phases": PHASES,
        "how_it_goes": STEPS,
        "week": HOURS,
        "rows": TABLE,
        "tab_items": TABS,
        "pill_items": PILLS,
        "some_stats": STATS,
        "some_facts": FACTS,
        "state_counts": STATE_COUNTS,
        "sample": Sample(),
        "wrong_form": wrong(),
        "all_charts": samples_charts.ALL,
    }
