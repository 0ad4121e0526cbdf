"""Charts: the same numbers in the drawing and in the table, none about a small group."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cairn.ui import charts, samples_charts
from cairn.ui.charts import shown
from cairn.ui.pieces.charts import NARROW, WIDE, svg, ticks

Draw = Callable[..., str]


@pytest.mark.parametrize("data", samples_charts.ALL, ids=lambda data: str(data.heading))
def test_a_chart_says_its_finding_and_can_be_read_as_a_table(draw: Draw, data: charts.Chart) -> None:
    drawn = draw("{% chart data %}", data=data)
    assert f"<h2>{data.heading}</h2>" in drawn
    assert drawn.count("<table") == 1
    assert re.findall(r'viewBox="0 0 (500|300) ', drawn) == ["500", "300"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("data", samples_charts.ALL, ids=lambda data: str(data.heading))
def test_no_mark_of_a_chart_falls_outside(data: charts.Chart, width: int) -> None:
    drawn = svg(data, width)
    across = [float(x) for x in re.findall(r'(?:\b(?:cx|x)="|d="M)(-?[\d.]+)', drawn)]
    assert min(across) >= 0
    assert max(across) <= width


def test_a_group_of_fewer_than_five_shows_a_box_and_no_number(draw: Draw) -> None:
    hidden = charts.Groups(
        heading="x", low=0, high=100, first_word="matched", rows=(charts.Group("Apprentices", None, 67, 80),)
    )
    drawn = draw("{% chart data %}", data=hidden)
    assert "67" not in drawn
    assert "80%" not in drawn
    assert drawn.count("fewer than five people") == 3


def test_a_group_of_five_is_shown(draw: Draw) -> None:
    open_group = charts.Groups(
        heading="x", low=0, high=100, first_word="matched", rows=(charts.Group("Apprentices", 5, 67),)
    )
    assert "67%" in draw("{% chart data %}", data=open_group)


def test_a_tally_has_a_stone_for_each(draw: Draw) -> None:
    assert svg(samples_charts.GOALS, WIDE).count('<g class="shade-') == 14 + 44 + 22 + 12


@pytest.mark.parametrize(
    "data",
    [
        charts.Tally(heading="x", parts=()),
        charts.Bars(heading="x", rows=()),
        charts.Bars(heading="x", rows=(charts.Bar("None", 0),)),
        charts.Change(heading="x", rows=(), low=3, high=3, before_word="a", now_word="b"),
        charts.Course(heading="x", moments=("Jun",), lines=(charts.Line("a", (5,)),), low=5, high=5),
    ],
)
def test_a_chart_of_nothing_is_still_drawn(data: charts.Chart) -> None:
    assert svg(data, WIDE).startswith("<svg")


@pytest.mark.parametrize(
    "number,more,text",
    [
        (5.04, {"decimals": 1}, "5.0"),
        (-0.2, {"decimals": 1, "signed": True}, "−0.2"),
        (1.2, {"decimals": 1, "signed": True}, "+1.2"),
        (91, {"unit": "%"}, "91%"),
        (None, {}, ""),
    ],
)
def test_numbers_are_written_with_a_real_minus(
    number: float | None, more: dict[str, object], text: str
) -> None:
    assert shown(number, **more) == text  # type: ignore[arg-type]


def test_ticks_are_round() -> None:
    assert ticks(3, 6, 5) == [3, 4, 5, 6]
    assert ticks(50, 100, 2) == [50, 75, 100]
