"""Components: what a reader sees and hears of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.paginator import Paginator

from cairn.ui.pieces.path import PathStone, ridge_at, two_lines
from cairn.ui.pieces.stones import cairn_boxes

Draw = Callable[..., str]


@dataclass(frozen=True)
class Somebody:
    name: str = "Jón Þórsson"
    initials: str = "JÞ"
    tint: int = 7
    outline: int = 2


def words_of(html: str) -> str:
    """The text of some HTML, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_icon_is_silent_beside_a_word(draw: Draw) -> None:
    assert draw('{% icon "lock" %}') == (
        '<svg class="icon" width="18" height="18" aria-hidden="true">'
        '<use href="/static/ui/icons.svg#lock"/></svg>'
    )


def test_an_icon_alone_has_a_name(draw: Draw) -> None:
    assert 'role="img" aria-label="Lock this pair"' in draw('{% icon "lock" 20 label="Lock this pair" %}')


def test_an_unknown_icon_is_a_mistake(draw: Draw) -> None:
    with pytest.raises(ValueError, match="No icon is called rocket"):
        draw('{% icon "rocket" %}')


def test_a_pebble_shows_initials_and_says_the_name_only_where_it_stands_alone(draw: Draw) -> None:
    alone = draw("{% pebble who named=True %}", who=Somebody())
    beside = draw("{% chip who 'Grid, Akureyri' %}", who=Somebody())
    assert alone == (
        '<span class="pebble size-m tint-7 outline-2" role="img" aria-label="Jón Þórsson">JÞ</span>'
    )
    assert words_of(beside) == "JÞ Jón Þórsson Grid, Akureyri"
    assert "aria-label" not in beside


def test_names_cannot_carry_markup(draw: Draw) -> None:
    drawn = draw("{% chip who line %}", who=Somebody(name="<script>x</script>"), line="<b>")
    assert words_of(drawn) == "JÞ &lt;script&gt;x&lt;/script&gt; &lt;b&gt;"


@pytest.mark.parametrize(
    "held,ahead,says,shapes",
    [
        (5, 3, "5 of 8 meetings held", (5, 1, 2)),
        (8, 0, "8 of 8 meetings held", (8, 0, 0)),
        (0, 8, "0 of 8 meetings held", (0, 1, 7)),
    ],
)
def test_a_cairn_has_a_stone_a_meeting(
    draw: Draw, held: int, ahead: int, says: str, shapes: tuple[int, int, int]
) -> None:
    drawn = draw("{% cairn held ahead %}", held=held, ahead=ahead)
    counted = (drawn.count('class="top"'), drawn.count("stone-next"), drawn.count("stone-ahead"))
    assert (counted, f'aria-label="{says}"' in drawn) == (shapes, True)


@pytest.mark.parametrize("count", [1, 3, 8, 14])
def test_the_stones_of_a_cairn_lie_on_each_other(count: int) -> None:
    boxes = cairn_boxes(count, 95)
    assert len(boxes) == count
    for lower, upper in itertools.pairwise(boxes):
        assert lower.y < upper.y + upper.height < lower.y + lower.height
        assert upper.width < boxes[0].width


@pytest.mark.parametrize("done,total,walked", [(0, 4, 0), (3, 6, 3), (4, 4, 4), (9, 4, 4)])
def test_a_trail_is_solid_as_far_as_one_came(draw: Draw, done: int, total: int, walked: int) -> None:
    drawn = draw("{% trail done total %}", done=done, total=total)
    assert (drawn.count('"walked'), drawn.count('"ahead')) == (walked, total - walked)


def test_a_trail_says_its_words_once(draw: Draw) -> None:
    drawn = draw('{% trail 3 6 "Question 4 of 6" %}')
    assert (words_of(drawn), "aria-label" in drawn) == ("Question 4 of 6", False)


def test_a_manager_sees_the_fit_as_a_number(draw: Draw) -> None:
    drawn = draw("{% fit 82 criteria %}", criteria=[("goals", 3, 0.92), ("hours", 1, 0.5)])
    assert words_of(drawn) == "82"
    assert 'aria-label="goals 92, hours 50"' in drawn


def test_mentee_and_mentor_never_get_a_number(draw: Draw) -> None:
    drawn = draw(
        '{% fit "Close, from another field" criteria %}', criteria=[("goals", 3, 0.92), ("hours", 1, 0.3)]
    )
    heard = re.findall(r'aria-label="([^"]*)"', drawn)
    assert (words_of(drawn), heard) == (
        "Close, from another field",
        ["goals: much in common, hours: little in common"],
    )


def test_strata_are_as_wide_as_their_weight_and_as_full_as_their_score(draw: Draw) -> None:
    drawn = draw("{% fit 50 criteria %}", criteria=[("goals", 3, 0.5), ("hours", 1, 0.0)])
    widths = re.findall(r'class="(rest|full)" x="[\d.]+%"(?: y="1")? width="([\d.]+)%"', drawn)
    assert widths == [("rest", "74.10"), ("full", "37.05"), ("rest", "24.70")]


def test_a_state_is_a_shape_and_a_word(draw: Draw) -> None:
    drawn = draw('{% state "could_use_you" count=4 %}')
    assert (words_of(drawn), drawn.count("<svg")) == ("Could use you 4", 1)


def test_only_a_caution_is_tinted(draw: Draw) -> None:
    drawn = draw(
        "{% reasons items %}", items=[("for", "Same move"), ("limit", "Early hours"), ("caution", "In part")]
    )
    assert re.findall(r'<li class="([^"]+)">', drawn) == ["is-for", "is-limit", "is-caution"]


def test_a_button_says_what_it_does(draw: Draw) -> None:
    assert draw('{% button "Continue" working="Saving" name="step" value="2" %}') == (
        '<button class="button primary" data-working="Saving" name="step" value="2" type="submit">'
        "Continue</button>"
    )


def test_a_button_that_leads_somewhere_is_a_link(draw: Draw) -> None:
    assert draw('{% button "Move it" kind="second" href="/move/" %}') == (
        '<a href="/move/" class="button outline">Move it</a>'
    )


def test_a_button_that_cannot_be_used_says_why(draw: Draw) -> None:
    drawn = draw('{% button "Publish" disabled="Two pairs are open" %}')
    assert 'disabled aria-describedby="why-publish"' in drawn
    assert words_of(drawn) == "Publish Two pairs are open"


def test_every_form_has_another_key(draw: Draw) -> None:
    first, second = (re.findall(r'name="once" value="([^"]+)"', draw("{% once_key %}")) for _ in "12")
    assert len(first[0]) == len(second[0]) == 32
    assert first != second


def test_a_small_act_posts_with_its_proof_and_key(draw: Draw) -> None:
    drawn = draw('{% act "Not now" "/nudges/7/rest/" kind="text" reason="later" %}')
    assert re.findall(r'name="([a-z]+)"', drawn) == ["csrfmiddlewaretoken", "once", "reason"]
    assert 'method="post" action="/nudges/7/rest/"' in drawn


def test_a_nudge_keeps_what_stands_in_it(draw: Draw) -> None:
    drawn = draw('{% nudge "A small thing" %}<p>Tell {{ who }}.</p>{% endnudge %}', who="<Ifeoma>")
    assert words_of(drawn) == "A small thing Tell &lt;Ifeoma&gt;."


def test_a_dialog_is_closed_until_asked_for(draw: Draw) -> None:
    drawn = draw('{% dialog "publish" "Publish 32 matches?" %}<p>64 people get an email.</p>{% enddialog %}')
    assert drawn.startswith('<dialog class="dialog" id="publish" aria-labelledby="publish-title">')


def test_an_empty_place_teaches_the_next_step(draw: Draw) -> None:
    drawn = draw(
        '{% empty "No action yet" "They stand here." action="Write one down" href="/new/" small=True %}'
    )
    assert words_of(drawn) == "No action yet They stand here. Write one down"


def test_long_work_can_be_stopped(draw: Draw) -> None:
    drawn = draw('{% progress "Matching 500 people" 310 500 left="About 8 seconds left" stop="/stop/" %}')
    assert '<progress max="500" value="310"' in drawn
    assert words_of(drawn) == "Matching 500 people 310 / 500 About 8 seconds left Stop"


def test_hours_say_when_both_are_free(draw: Draw) -> None:
    drawn = draw("{% hours days 8 17 %}", days=[("Mon", [(8, 17)], [(9, 12.5)]), ("Tue", [(9, 17)], [])])
    assert re.findall(r'aria-label="([^"]*)"', drawn) == ["9:00 to 12:30", "no shared hour"]


def test_pages_keep_the_other_words_of_the_address(draw: Draw) -> None:
    drawn = draw('{% pages page "people" %}', page=Paginator(range(70), 30).page(2))
    assert re.findall(r'<a href="([^"]*)"', drawn) == ["?q=data&amp;page=1", "?q=data&amp;page=3"]
    assert words_of(drawn) == "Before 31 to 60 of 70 people Next"


def test_one_page_needs_no_links(draw: Draw) -> None:
    assert words_of(draw('{% pages page "people" %}', page=Paginator(range(7), 30).page(1))) == "7 people"


def a_path(count: int) -> list[PathStone]:
    return [
        PathStone(f"{number} Jun", "Why now, and why planning", "held", f"/{number}/")
        for number in range(count)
    ]


def test_a_path_is_drawn_and_listed(draw: Draw) -> None:
    stones = [
        *a_path(2),
        PathStone("26 Nov", "Third meeting", "next"),
        PathStone("17 Dec", "Closing", "ahead"),
    ]
    drawn = draw("{% path stones %}", stones=stones)
    listed = drawn[drawn.index("<ol") :]
    assert re.findall(r'<li class="([a-z-]+)">', listed) == ["is-held", "is-held", "is-next", "is-ahead"]
    assert re.findall(r'href="([^"]+)"', listed) == ["/0/", "/1/"]
    assert 'aria-label="2 of 4 meetings held"' in drawn


@pytest.mark.parametrize("count,titled", [(0, False), (1, True), (8, True), (24, False)])
def test_a_long_path_leaves_titles_to_the_list(draw: Draw, count: int, titled: bool) -> None:
    drawing = draw("{% path stones %}", stones=a_path(count)).partition("<ol")[0]
    assert ("planning" in drawing) is titled


def test_the_hill_rises() -> None:
    heights = [ridge_at(x) for x in range(0, 1121, 20)]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize(
    "title,lines",
    [
        ("Sixth meeting", ["Sixth meeting"]),
        ("Why now, and why planning", ["Why now, and", "why planning"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschif…"]),
        ("", [""]),
    ],
)
def test_a_title_takes_at_most_two_lines(title: str, lines: list[str]) -> None:
    assert two_lines(title, 16) == lines


def test_a_timeline_says_where_we_are(draw: Draw) -> None:
    drawn = draw(
        "{% timeline phases here=1.5 %}", phases=[("Open", "May"), ("Running", "June"), ("Closed", "January")]
    )
    assert re.findall(r'<li class="(is-[a-z]+)"(?: aria-current="(step)")?', drawn) == [
        ("is-done", ""),
        ("is-here", "step"),
        ("is-ahead", ""),
    ]
    assert 'x2="50.00%"' in drawn


def test_tabs_are_links_and_one_is_current(draw: Draw) -> None:
    drawn = draw('{% tabs items "Parts" %}', items=[("Path", "/a/", "", True), ("Goals", "/b/", 2, False)])
    assert drawn.count('aria-current="page"') == 1
    assert words_of(drawn) == "Path Goals 2"
