import copy
import json
import pickle
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.db.models import Case, F, Value, When
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.foundation.encryption import EncryptedText, Unreadable
from cairn.foundation.models import OnceKey
from cairn.foundation.testing import canary, search_everywhere

pytestmark = pytest.mark.django_db
WORDS = "What Thảo wrote about her manager — نعم 👩🏽‍🚀"


@pytest.fixture
def row(diary: type[Any]) -> Any:
    diary.objects.create(id=uuid4(), title="Monday", words=WORDS)
    return diary.objects.get()


def raw(diary: type[Any], column: str = "words") -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {diary._meta.db_table} ORDER BY id")
        return [bytes(value) for (value,) in cursor.fetchall()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_comes_back_from_the_database_and_never_stands_there_in_clear(diary: Any, text: str) -> None:
    with transaction.atomic():
        made = diary.objects.create(id=uuid4(), words=text)
        column = raw(diary)[0]
        assert diary.objects.get(pk=made.pk).words == text
        assert not text or len(column) > len(text.encode("utf-8", "surrogatepass"))
        assert len(text) < 8 or text.encode("utf-8", "surrogatepass") not in column
        transaction.set_rollback(True)


def test_fifty_thousand_words_come_back(diary: Any) -> None:
    long = "ord " * 50_000
    made = diary.objects.create(id=uuid4(), words=long)

    assert diary.objects.get(pk=made.pk).words == long


def test_no_clear_text_stands_anywhere_in_the_database(diary: Any) -> None:
    word = canary("diary words")

    diary.objects.create(id=uuid4(), title="Monday", words=f"It is about {word}.")

    assert search_everywhere(word) == []


def test_control_a_word_in_an_open_column_is_found(diary: Any) -> None:
    word = canary("diary title")

    diary.objects.create(id=uuid4(), title=word)

    assert search_everywhere(word) == ["tests_of_foundation_diary.title"]


def test_words_copied_to_another_row_do_not_open(diary: Any, row: Any) -> None:
    other = diary.objects.create(id=uuid4(), words="Another's")
    table, key = diary._meta.db_table, diary._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET words = (SELECT words FROM {table} WHERE id = %s)", [key])

    assert diary.objects.get(pk=row.pk).words == WORDS
    with pytest.raises(Unreadable):
        _ = diary.objects.get(pk=other.pk).words


def test_words_copied_to_another_column_do_not_open(diary: Any, row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {diary._meta.db_table} SET secret = words")

    with pytest.raises(Unreadable):
        _ = diary.objects.get().secret


def test_one_unreadable_row_does_not_keep_the_others_from_being_listed(diary: Any, row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {diary._meta.db_table} SET secret = words")

    assert [(found.title, found.words) for found in diary.objects.all()] == [("Monday", WORDS)]


def test_a_row_copied_under_a_new_id_is_refused_rather_than_lost(diary: Any, row: Any) -> None:
    row.pk = uuid4()
    row._state.adding = True

    with pytest.raises(Unreadable), transaction.atomic():
        row.save()

    row.words = WORDS
    row.save()
    assert diary.objects.get(pk=row.pk).words == WORDS


@pytest.mark.parametrize("words", ["", None])
def test_no_words_are_kept_as_nothing(diary: Any, words: str | None) -> None:
    diary.objects.create(id=uuid4(), words=words)

    assert raw(diary) == [b""]
    assert diary.objects.get().words == ""


def test_a_row_without_an_id_cannot_be_sealed() -> None:
    class Late(models.Model):
        words = EncryptedText()

        class Meta:
            app_label = "tests_of_foundation"

    with pytest.raises(FieldError, match="Late needs an id before its words can be sealed"):
        Late(words="too early").save()


@pytest.mark.parametrize("value", [b"bytes", 3, ["words"], F("title"), Value("words")])
def test_only_text_can_be_set(diary: Any, value: object) -> None:
    with pytest.raises(FieldError, match="words takes text"):
        diary(id=uuid4(), words=value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("clear text", id="text"),
        pytest.param(Value("clear text"), id="value"),
        pytest.param(Value("clear text", output_field=models.TextField()), id="text value"),
        pytest.param(F("title"), id="another column"),
        pytest.param(F("secret"), id="another sealed column"),
        pytest.param(Case(When(title="Monday", then=Value("clear text"))), id="case"),
    ],
)
def test_no_update_in_bulk_can_write_into_the_column(diary: Any, row: Any, value: Any) -> None:
    with pytest.raises(FieldError, match="row by row"), transaction.atomic():
        diary.objects.update(words=value)

    assert diary.objects.get().words == WORDS


def test_no_bulk_update(diary: Any, row: Any) -> None:
    row.words = "changed"

    with pytest.raises(FieldError, match="row by row"), transaction.atomic():
        diary.objects.bulk_update([row], ["words"])

    assert diary.objects.get().words == WORDS


def test_words_can_be_taken_away_in_bulk(diary: Any, row: Any) -> None:
    diary.objects.update(words="")

    assert (raw(diary), diary.objects.get().words) == ([b""], "")


@pytest.mark.parametrize(
    "look_up",
    [
        "words",
        "words__contains",
        "words__isnull",
        "words__in",
        "words__startswith",
        "words__gt",
        "words__length",
    ],
)
def test_no_look_up_by_sealed_words(diary: Any, row: Any, look_up: str) -> None:
    with pytest.raises(FieldError, match="sealed and cannot be searched"):
        list(diary.objects.filter(**{look_up: ["x"] if look_up.endswith("in") else "x"}))
    with pytest.raises(FieldError, match="sealed and cannot be searched"):
        list(diary.objects.exclude(**{look_up: ["x"] if look_up.endswith("in") else "x"}))


def test_values_stay_sealed(diary: Any, row: Any) -> None:
    (values,) = diary.objects.values_list("words", flat=True)

    assert isinstance(values, bytes)
    assert WORDS.encode() not in values


def test_rows_created_in_bulk_are_sealed_each_for_itself(diary: Any) -> None:
    ids = sorted((uuid4(), uuid4()), key=str)

    diary.objects.bulk_create([diary(id=one, words=f"words of {one}") for one in ids])

    assert [found.words for found in diary.objects.order_by("id")] == [f"words of {one}" for one in ids]
    assert [b"words of" in column for column in raw(diary)] == [False, False]


def test_rows_that_meet_again_in_bulk_are_sealed_for_their_row(diary: Any, row: Any) -> None:
    diary.objects.bulk_create(
        [diary(id=row.pk, words="newer")],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["words"],
    )

    assert diary.objects.get().words == "newer"


def test_words_can_be_left_out_and_are_read_when_asked_for(
    diary: Any, row: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        without = diary.objects.defer("words").get()
    with django_assert_num_queries(1):
        assert without.words == WORDS
    with django_assert_num_queries(0):
        assert without.words == WORDS
    assert diary.objects.only("words").get().words == WORDS


def test_a_row_is_read_again(diary: Any, row: Any) -> None:
    other = diary.objects.get()
    other.words = "newer"
    other.save(update_fields=["words"])

    row.refresh_from_db()
    assert row.words == "newer"
    row.words = "not saved"
    row.refresh_from_db(fields=["words"])
    assert row.words == "newer"


def test_saving_other_fields_leaves_the_column_as_it_is(diary: Any, row: Any) -> None:
    before = raw(diary)

    row.title = "Tuesday"
    row.save(update_fields=["title"])
    assert raw(diary) == before
    row.save()
    assert raw(diary) == before


def test_a_save_that_fails_loses_no_words(diary: Any, row: Any) -> None:
    again = diary(id=row.pk, words="a second one")

    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        again.save(force_insert=True)

    assert again.words == "a second one"


def test_clear_words_show_in_no_row_that_is_printed(diary: Any, row: Any) -> None:
    fresh = diary(id=uuid4(), words=WORDS)

    assert [WORDS in repr(vars(one)) for one in (row, fresh)] == [False, False]
    assert row.words == WORDS
    assert WORDS not in repr(vars(row))


def test_a_pickled_row_holds_no_clear_words(diary: Any, row: Any) -> None:
    assert row.words == WORDS

    pickled = pickle.dumps(vars(row)["words"])

    assert WORDS.encode() not in pickled
    with pytest.raises(TypeError, match="save the row first"):
        pickle.dumps(vars(diary(id=uuid4(), words=WORDS))["words"])


def test_a_row_that_was_just_saved_holds_no_clear_words_any_more(diary: Any) -> None:
    saved = diary.objects.create(id=uuid4(), words=WORDS)

    assert WORDS.encode() not in pickle.dumps(vars(saved)["words"])
    assert saved.words == WORDS


def test_a_copied_row_has_its_words(now: datetime) -> None:
    fresh = OnceKey(id=uuid4(), owner="a", key="b", at=now, answer=WORDS)
    assert copy.deepcopy(fresh).answer == WORDS

    fresh.save()
    assert copy.deepcopy(OnceKey.objects.get()).answer == WORDS


def test_a_serialized_row_is_sealed_and_can_be_loaded_again(diary: Any, row: Any) -> None:
    text = serializers.serialize("json", [row])
    assert WORDS not in json.loads(f"[{json.dumps(text)}]")[0]
    diary.objects.all().delete()

    field = diary._meta.get_field("words")
    kept = json.loads(text)[0]["fields"]["words"]
    diary.objects.create(id=row.pk, words=field.to_python(kept))

    assert diary.objects.get().words == WORDS


def test_a_form_shows_the_words_and_saves_them(diary: Any, row: Any) -> None:
    form_class = forms.modelform_factory(diary, fields=["words"])
    shown = form_class(instance=row)
    assert (shown.initial["words"], type(shown.fields["words"].widget)) == (WORDS, forms.Textarea)

    sent = form_class({"words": "  newer  "}, instance=row)
    assert sent.is_valid()
    sent.save()

    assert diary.objects.get().words == "newer"


@pytest.mark.parametrize("options", [{"null": True}, {"unique": True}, {"db_index": True}])
def test_sealed_words_can_be_neither_null_nor_unique_nor_indexed(options: dict[str, bool]) -> None:
    field = EncryptedText(**options)
    field.set_attributes_from_name("words")
    field.model = OnceKey

    assert [found.id for found in field.check()] == ["foundation.E001"]


def test_a_migration_can_describe_the_field() -> None:
    field = EncryptedText(blank=True)
    field.set_attributes_from_name("words")

    name, path, args, kwargs = field.deconstruct()

    assert (name, path, args) == ("words", "cairn.foundation.encryption.field.EncryptedText", [])
    assert kwargs == {"blank": True, "default": ""}


def test_an_id_is_part_of_the_place(diary: Any) -> None:
    field = diary._meta.get_field("words")

    assert field.bound_to(diary(id=UUID(int=1))) == (
        "tests_of_foundation_diary|words|00000000-0000-0000-0000-000000000001"
    )
