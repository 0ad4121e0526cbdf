import io
import logging
import secrets
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.module_loading import import_string
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.middleware.quiet import WithoutTokens, traceback_without_words, without_tokens

pytestmark = pytest.mark.urls(__name__)
WORDS = "what Thảo wrote about her manager"


@login_not_required
def page(request: HttpRequest, **given: str) -> HttpResponse:
    return HttpResponse(getattr(request, "number", ""))


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError(WORDS)


urlpatterns = [path("people/<str:name>/", page), path("l/<str:token>/", page), path("broken/", broken)]


@given(st.integers(16, 64).map(secrets.token_urlsafe))
def test_no_token_stands_in_a_line(token: str) -> None:
    assert token not in without_tokens(f"GET /l/{token}/ 200")


@given(st.integers(10, 40).map(secrets.token_hex))
def test_no_token_in_hex_stands_in_a_line(token: str) -> None:
    assert token not in without_tokens(f"GET /l/{token}/ 200")


@given(st.uuids())
def test_ids_of_rows_stay(row: Any) -> None:
    assert without_tokens(f"GET /people/{row}/ 200") == f"GET /people/{row}/ 200"


@pytest.mark.parametrize(
    "line",
    [
        "GET /programs/pathways-of-the-northern-region-2026/ 200 in 12 ms",
        "reaction people.write_about_a_new_browser to event 7 failed: OperationalError",
        "cairn.foundation.middleware.quiet",
        "django.contrib.staticfiles.storage.CompressedManifestStaticFilesStorage",
        "Why? Because.",
    ],
)
def test_what_helps_to_run_cairn_stays(line: str) -> None:
    assert without_tokens(line) == line


@pytest.mark.parametrize(
    "line, left",
    [
        ("GET /people/?name=Th%E1%BA%A3o&mail=a@b.org 200", "GET /people/?… 200"),
        ("no letter to thao.nguyen@halden.example left", "no letter to …@… left"),
        ("<thao@halden.example>: refused", "<…@…>: refused"),
        ("Not Found: /l/kXyQ2Vd8c0Zb5n1aTqW3Jg/", "Not Found: /l/…/"),
    ],
)
def test_what_is_private_goes(line: str, left: str) -> None:
    assert without_tokens(line) == left


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_number(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="cairn.requests"):
        answer = client.get("/people/thao/?tab=skills&mail=thao@halden.example")

    (line,) = [record.getMessage() for record in caplog.records if record.name == "cairn.requests"]
    assert line.startswith("GET /people/thao/ 200 in ")
    assert answer.content.decode() == answer["X-Request-ID"]


@pytest.mark.django_db
def test_even_a_short_token_of_an_address_is_not_in_the_line(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="cairn.requests"):
        client.get("/l/K7Q4M2XB/")

    (line,) = [record.getMessage() for record in caplog.records if record.name == "cairn.requests"]
    assert line.startswith("GET /l/…/ 200 in ")


@pytest.mark.parametrize("proxies, kept", [(1, True), (0, False)])
@pytest.mark.django_db
def test_the_number_of_our_own_proxy_is_kept(client: Client, settings: Any, proxies: int, kept: bool) -> None:
    settings.TRUSTED_PROXIES = proxies
    given_number = uuid4().hex

    answer = client.get("/people/thao/", headers={"X-Request-ID": given_number})

    assert (answer["X-Request-ID"] == given_number) is kept


@pytest.mark.django_db
def test_a_number_that_is_none_is_not_taken_over(client: Client, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1

    answer = client.get("/people/thao/", headers={"X-Request-ID": "<script>alert(1)</script>"})

    assert len(answer["X-Request-ID"]) == 16


def record_of(error: Exception | None, message: str, *args: object) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, info)


def logged(error: Exception | None, message: str, *args: object) -> str:
    """What a handler with our filter writes."""
    record = record_of(error, message, *args)
    assert WithoutTokens().filter(record) is True
    return logging.Formatter("{number} {message}", style="{").format(record)


def caught(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception as raised:
        return raised


def test_a_traceback_says_where_and_of_what_kind_but_not_what_was_typed() -> None:
    text = logged(
        caught(ValueError(WORDS), caught(IntegrityError(f"Key (name)=({WORDS}) already exists"))), "it broke"
    )

    assert WORDS not in text
    assert "builtins.ValueError" in text
    assert "django.db.utils.IntegrityError" in text
    assert "in caught" in text


def test_control_without_the_filter_a_traceback_tells_the_words() -> None:
    error = caught(ValueError(WORDS))
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "it broke", (), (type(error), error, error.__traceback__)
    )

    assert WORDS in logging.Formatter("{message}", style="{").format(record)


def test_an_error_of_the_machine_says_what_is_wrong() -> None:
    assert traceback_without_words(caught(OperationalError("disk is full\nDETAIL: of words"))).endswith(
        "django.db.utils.OperationalError: disk is full"
    )


def test_errors_that_lead_to_each_other_end() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one

    assert traceback_without_words(one).count("builtins.") == 2


def test_a_line_that_cannot_be_put_together_loses_nothing_else() -> None:
    assert logged(None, "%d people", "many") == "- a line that could not be put together in django.request"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is written by the handler that the settings describe."""
    described = settings.LOGGING
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter(described["formatters"]["line"]["format"], style="{"))
    for name in described["handlers"]["lines"]["filters"]:
        handler.addFilter(import_string(described["filters"][name]["()"])())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_broken_page_writes_no_words_into_the_log(lines: io.StringIO) -> None:
    Client(raise_request_exception=False).get("/broken/?what=" + "x" * 30)

    written = lines.getvalue()
    assert WORDS not in written
    assert "builtins.ValueError" in written
    assert "xxxxx" not in written


def test_what_an_address_brings_along_cannot_pose_as_another_line() -> None:
    record = logging.LogRecord(
        "r", logging.INFO, "", 0, "GET %s", ("/x\n2026-01-01 INFO forged\x1b[2J",), None
    )
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "GET /x\\n2026-01-01 INFO forged\\x1b[2J"
