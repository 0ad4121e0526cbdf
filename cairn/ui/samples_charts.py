"""The charts that the style guide shows, of invented figures."""

from __future__ import annotations

from cairn.ui import charts

SURER = charts.Change(
    heading="Mentees are surer of their next step, and less alone",
    lede="Average answer, 1 to 7:",
    before_word="at kick-off",
    now_word="at midpoint",
    note="Kick-off and midpoint surveys, the same 71 mentees",
    low=3,
    high=6,
    rows=(
        charts.Moved("Someone is in my corner", 4.2, 5.6, True),
        charts.Moved("I know my next step", 3.9, 5.1, True),
        charts.Moved("I can say what I need", 3.6, 4.3),
        charts.Moved("I feel I belong here", 4.8, 5.0),
        charts.Moved("My work wears me out", 3.7, 3.5),
    ),
)
HELD = charts.Course(
    heading="Nine meetings in ten happen as agreed",
    lede="Meetings held, of those due each month",
    note="46 mentorships, 268 meetings due",
    moments=("Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"),
    lines=(charts.Line("held", (99, 93, 81, 94, 92, 91)),),
    low=72,
    high=100,
    hoped=80,
    hoped_words="hoped for, 80%",
    remark_at=2,
    remark="81% in the holidays",
)
LEFT = charts.Course(
    heading="Fewer of them have left",
    lede="Still at Halden, since kick-off",
    note="92 people and 92 alike in age, grade and office. It cannot prove why.",
    moments=("Jun", "Jul", "Aug", "Sep", "Oct", "Nov"),
    lines=(
        charts.Line("in Pathways", (100, 99.4, 98.6, 98.1, 97.3, 96.7)),
        charts.Line("alike, not in", (100, 98.6, 96.8, 95.0, 93.3, 91.8), False),
    ),
    low=89,
    high=100,
    decimals=1,
)
SHIFTS = charts.Groups(
    heading="Shift workers wait longest for a mentor",
    lede="The band is the program as a whole:",
    first_word="matched",
    second_word="meeting as agreed",
    note="Groups of five or more, by their own answer",
    low=50,
    high=100,
    band=(85, 95),
    rows=(
        charts.Group("Women", 54, 92, 88),
        charts.Group("Men", 49, 90, 90),
        charts.Group("Under 30", 38, 93, 90),
        charts.Group("50 and over", 11, 91, 94),
        charts.Group("Shift workers", 18, 67, 83, True),
        charts.Group("Outside Europe", 41, 90, 91),
        charts.Group("Apprentices", None, None),
    ),
)
HABIT = charts.Bars(
    heading="From hope to habit",
    note="People. The widest step is from approved to matched.",
    value_word="People",
    rows=(
        charts.Bar("Applied", 118),
        charts.Bar("Approved", 110),
        charts.Bar("Matched", 92),
        charts.Bar("First meeting held", 86),
        charts.Bar("Three or more held", 78),
        charts.Bar("Midpoint answered", 71),
    ),
)
LACKS = charts.Bars(
    heading="Nobody offers data engineering yet",
    note="34 mentees, 36 seats",
    value_word="Seats",
    rows=(
        charts.Bar("Data engineering", 1, "4 want it, 1 seat", 4),
        charts.Bar("Team budgeting", 0, "3 want it, no seat", 3),
        charts.Bar("Hard conversations", 11, "11 want it, 12 seats", 11),
    ),
)
GOALS = charts.Tally(
    heading="Six goals in ten have moved",
    lede="Each stone is one person’s first goal",
    note="92 people, today",
    count_word="People",
    parts=(
        charts.Part("Reached", 14, "0"),
        charts.Part("Moved", 44, "1"),
        charts.Part("Set, not moved yet", 22, "2"),
        charts.Part("No goal yet", 12, "open"),
    ),
)
PAIRS = charts.Tally(
    heading="46 mentorships",
    note="Each stone is one mentorship",
    count_word="Mentorships",
    has_words=False,
    parts=(
        charts.Part("Could use you", 4, "attention"),
        charts.Part("Slowing", 3, "slow"),
        charts.Part("Not met yet", 2, "open"),
        charts.Part("On the path", 29, "1"),
        charts.Part("Paused", 2, "paused"),
        charts.Part("Completed", 6, "done"),
    ),
)
ALL = (SURER, HELD, SHIFTS, LEFT, GOALS, HABIT, LACKS, PAIRS)
