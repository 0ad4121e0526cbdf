"""Forms: labels, hints, errors in the same words twice, and nothing typed lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django import forms as django_forms

from cairn.ui import forms

Draw = Callable[..., str]


class Times(forms.Form):
    end = django_forms.TimeField(label="Second time", widget=forms.TimeInput, help_text="In your zone")
    note = django_forms.CharField(label="A line", required=False, max_length=20, widget=forms.VoiceArea)
    rhythm = django_forms.ChoiceField(
        label="How often?",
        choices=[("m", forms.Worded("Monthly", "as most do")), ("w", "Weekly")],
        widget=forms.RadioCards,
    )
    agree = django_forms.BooleanField(label="I agree")


def a_form(**typed: str) -> Times:
    return Times({"end": "15:30", "rhythm": "m", "agree": "on", **typed})


def test_a_field_has_label_hint_and_control(draw: Draw) -> None:
    drawn = draw("{% field form.end %}", form=Times())
    assert '<label class="label" for="id_end">Second time</label>' in drawn
    assert '<p class="hint" id="id_end_helptext">In your zone</p>' in drawn
    assert 'aria-describedby="id_end_helptext"' in drawn


def test_an_error_stands_at_its_field_and_in_the_summary_in_the_same_words(draw: Draw) -> None:
    form = a_form()
    form.add_error("end", "Choose an end after 16:00")
    assert "<span>Choose an end after 16:00</span>" in draw("{% field form.end %}", form=form)
    assert '<a href="#id_end">Second time: Choose an end after 16:00</a>' in draw(
        "{% error_summary form %}", form=form
    )


def test_what_was_typed_stays(draw: Draw) -> None:
    form = a_form(end="nonsense", note="I can also do <early> mornings")
    assert 'value="nonsense"' in draw("{% field form.end %}", form=form)
    assert "I can also do &lt;early&gt; mornings" in draw("{% field form.note %}", form=form)


def test_a_long_text_is_never_cut_off_by_the_browser(draw: Draw) -> None:
    drawn = draw("{% field form.note %}", form=a_form(note="x" * 30))
    assert "maxlength" not in drawn
    assert 'data-limit="20"' in drawn
    assert "Up to 20 characters" in drawn


def test_what_is_optional_is_marked_and_what_is_required_is_not(draw: Draw) -> None:
    assert "(optional)" in draw("{% field form.note %}", form=Times())
    assert "(optional)" not in draw("{% field form.end %}", form=Times())


def test_a_choice_of_cards_is_a_group_with_a_legend(draw: Draw) -> None:
    drawn = draw("{% field form.rhythm %}", form=a_form())
    assert re.findall(r'<legend class="label">([^<]*)</legend>', drawn) == ["How often?"]
    assert re.findall(r'class="card-(?:label|hint)">([^<]*)<', drawn) == ["Monthly", "as most do", "Weekly"]
    assert drawn.count("checked") == 1


@pytest.mark.parametrize(
    "missing,target,words",
    [
        ("end", "id_end", "Second time: Choose a time"),
        ("rhythm", "id_rhythm_0", "How often?: Choose one"),
        ("agree", "id_agree", "I agree: Tick this to go on"),
    ],
)
def test_an_empty_answer_is_told_what_to_do(draw: Draw, missing: str, target: str, words: str) -> None:
    drawn = draw("{% error_summary form %}", form=a_form(**{missing: ""}))
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', drawn) == [(target, words)]


def test_the_summary_counts_in_words(draw: Draw) -> None:
    one = draw("{% error_summary form %}", form=a_form(end=""))
    two = draw("{% error_summary form %}", form=a_form(end="", rhythm=""))
    titles = [re.findall(r'<h2 id="summary-title">([^<]+)<', drawn)[0] for drawn in (one, two)]
    assert titles == ["One answer needs another look", "Two answers need another look"]


def test_a_form_without_errors_has_no_summary(draw: Draw) -> None:
    assert draw("{% error_summary form %}", form=a_form()) == ""
    assert draw("{% error_summary form %}", form=Times()) == ""


def test_an_error_of_the_whole_form_is_in_the_summary(draw: Draw) -> None:
    form = a_form()
    form.add_error(None, "These times overlap")
    assert "<li>These times overlap</li>" in draw("{% error_summary form %}", form=form)


def test_a_form_draws_itself_with_the_same_fields(draw: Draw) -> None:
    drawn = draw("{{ form }}", form=a_form(end=""))
    assert drawn.count('class="label"') == 3
    assert "<span>Choose a time</span>" in drawn


def test_words_of_the_form_itself_are_kept() -> None:
    class Own(forms.Form):
        day = django_forms.DateField(error_messages={"required": "Say when"})

    assert Own({}).errors["day"] == ["Say when"]


def test_an_address_is_explained() -> None:
    class Own(forms.Form):
        email = django_forms.EmailField()

    assert Own({"email": "ifeoma"}).errors["email"] == ["Write an email address, like name@example.org"]


@pytest.mark.parametrize("widget", [forms.Radios, forms.RadioCards, forms.Checks, forms.CheckCards])
def test_groups_of_choices_can_be_drawn_in_rows_or_cards(draw: Draw, widget: Any) -> None:
    class Own(forms.Form):
        speaks = django_forms.MultipleChoiceField(
            choices=[("en", forms.Worded("English", 52))], widget=widget
        )

    assert "English" in draw("{% field form.speaks %}", form=Own())
