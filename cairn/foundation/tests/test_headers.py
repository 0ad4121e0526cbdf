from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_exempt

from cairn.foundation.middleware.headers import headers

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@login_not_required
def page(request: HttpRequest, **given: str) -> HttpResponse:
    return HttpResponse("a page")


@login_not_required
def sheet(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a{}", headers={"Cache-Control": "public, max-age=60"})


@login_not_required
@xframe_options_exempt
def framed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a letter")


@login_not_required
def begin_session(request: HttpRequest) -> HttpResponse:
    request.session["a"] = "b"
    return HttpResponse("a page")


urlpatterns = [
    path("page/", page),
    path("l/<str:token>/", page),
    path("accent.css", sheet),
    path("letter/", framed),
    path("begin/", begin_session),
]


@pytest.fixture
def signed_in(client: Client, now: datetime) -> Client:
    person = get_user_model().objects.create(id=uuid4(), email="t@example.org", name="Thảo", created_at=now)
    client.force_login(person)
    return client


def test_every_page_says_what_a_browser_may_do_with_it(client: Client) -> None:
    answer = client.get("/page/")

    assert {
        name: answer[name]
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
        )
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert "camera=()" in answer["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in answer["Permissions-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"].split("; ")


def test_a_page_that_does_not_exist_says_so_too(client: Client) -> None:
    assert client.get("/nowhere/")["X-Frame-Options"] == "DENY"


def test_what_somebody_signed_in_sees_is_not_kept_by_the_browser(signed_in: Client) -> None:
    assert signed_in.get("/page/")["Cache-Control"] == "no-store"


def test_a_page_that_begins_a_session_is_not_kept_either(client: Client) -> None:
    assert client.get("/begin/")["Cache-Control"] == "no-store"


def test_a_visitor_without_a_session_may_keep_a_page(client: Client) -> None:
    assert not client.get("/page/").has_header("Cache-Control")


def test_a_view_that_knows_better_is_believed(signed_in: Client) -> None:
    assert signed_in.get("/accent.css")["Cache-Control"] == "public, max-age=60"


def test_a_page_with_a_token_in_its_address_tells_nobody_where_one_was(client: Client) -> None:
    answer = client.get("/l/abcdef/")

    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")


def test_a_letter_may_be_shown_in_a_frame_of_ours(client: Client) -> None:
    assert not client.get("/letter/").has_header("X-Frame-Options")


def test_nothing_is_read_from_the_database_for_the_headers(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/page/")
    request.COOKIES["cairn-session"] = "an unknown one"

    with django_assert_num_queries(0):
        answer = headers(lambda request: HttpResponse("a page"))(request)

    assert answer["Cache-Control"] == "no-store"
