from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.http import QueryDict

from cairn.foundation.actors import System
from cairn.foundation.testing import at_once
from cairn.foundation.versions import Conflict, VersionedForm, check_version
from cairn.foundation.writing import Stale, action, lock

MINE, THEIRS = "What I typed in the old tab", "What was saved from the new tab"


class AboutForm(VersionedForm):
    title = forms.CharField(label="My title", required=False)
    words = forms.CharField(label="About me", widget=forms.Textarea)


@pytest.fixture
def change(diary: Any) -> Any:
    """The action of the pattern."""

    @action
    def change_words(row: Any, words: str, title: str, version: int, *, by: Any, now: Any) -> Any:
        row = lock(row)
        check_version(row, seen=version, typed={"words": words, "title": title})
        row.words, row.title = words, title
        row.version += 1
        row.save(update_fields=["words", "title", "version"])
        return row

    return change_words


@pytest.fixture
def row(diary: Any) -> Any:
    return diary.objects.create(id=uuid4(), words="At first", title="")


@pytest.mark.django_db
def test_the_version_that_was_shown_is_saved(change: Any, row: Any, by: System, now: Any) -> None:
    changed = change(row, THEIRS, "", 1, by=by, now=now)

    assert (changed.words, changed.version) == (THEIRS, 2)


@pytest.mark.django_db
def test_a_stale_tab_loses_no_words(change: Any, diary: Any, row: Any, by: System, now: Any) -> None:
    change(row, THEIRS, "", 1, by=by, now=now)

    with pytest.raises(Stale) as stale:
        change(row, MINE, "Head", 1, by=by, now=now)

    assert (stale.value.yours, stale.value.theirs, stale.value.version) == (
        {"words": MINE, "title": "Head"},
        {"words": THEIRS, "title": ""},
        2,
    )
    assert diary.objects.get().words == THEIRS


@pytest.mark.django_db
def test_control_without_the_version_the_older_words_are_lost(
    change: Any, diary: Any, row: Any, by: System, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.check_version", lambda *given, **named: None)
    change(row, THEIRS, "", 1, by=by, now=now)
    change(row, MINE, "", 1, by=by, now=now)

    assert diary.objects.get().words == MINE


@pytest.mark.django_db
def test_who_typed_what_stands_there_is_not_asked(change: Any, row: Any, by: System, now: Any) -> None:
    change(row, THEIRS, "", 1, by=by, now=now)

    assert change(row, THEIRS, "", 1, by=by, now=now).version == 3


@pytest.mark.django_db
def test_she_may_keep_her_own_after_seeing_both(change: Any, row: Any, by: System, now: Any) -> None:
    change(row, THEIRS, "", 1, by=by, now=now)
    with pytest.raises(Stale) as stale:
        change(row, MINE, "", 1, by=by, now=now)

    assert change(row, MINE, "", stale.value.version, by=by, now=now).words == MINE


@pytest.mark.django_db
def test_texts_that_are_not_fields_of_the_row_are_compared_as_given(row: Any) -> None:
    check_version(row, seen=0, typed={"skills": "python"}, standing={"skills": "python"})

    with pytest.raises(Stale) as stale:
        check_version(row, seen=0, typed={"skills": "python"}, standing={})

    assert stale.value.theirs == {"skills": ""}


def test_the_form_shows_both_versions_and_takes_on_the_newer() -> None:
    form = AboutForm(QueryDict(f"version=1&words={MINE}&title=same", mutable=False))
    assert form.is_valid()

    form.show_both(
        Stale(theirs={"words": THEIRS, "title": "same"}, yours={"words": MINE, "title": "same"}, version=2)
    )

    assert form.conflicts == [Conflict("words", "About me", THEIRS, MINE)]
    assert (form["words"].value(), form["version"].value()) == (MINE, "2")
    (said,) = form.non_field_errors()
    assert str(said).startswith("This text was changed while you wrote. Both versions are here.")


@pytest.mark.parametrize("version", ["", "one", "-1"])
def test_a_form_needs_its_version(version: str) -> None:
    assert "version" in AboutForm({"version": version, "words": MINE}).errors


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_tabs_that_save_at_once_one_saves_and_the_others_keep_their_words(
    diary: Any, change: Any, row: Any, by: System, now: Any
) -> None:
    outcomes = at_once(16, lambda tab: change(row, f"tab {tab}", "", 1, by=by, now=now).words)

    saved = [outcome.result for outcome in outcomes if outcome.error is None]
    kept = [outcome.error.yours["words"] for outcome in outcomes if isinstance(outcome.error, Stale)]
    assert saved == [diary.objects.get().words]
    assert sorted([*saved, *kept]) == sorted(f"tab {tab}" for tab in range(16))
    diary.objects.all().delete()
