import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from cairn.foundation.decisions import HIDDEN, Refused, no
from cairn.foundation.middleware.refusals import Refusals
from cairn.foundation.writing import CannotBeDone, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

ERRORS = {
    "hidden": Refused("person.see", HIDDEN),
    "refused": Refused("program.manage", no("You may read this program, but not change it.")),
    "cannot": CannotBeDone("Somebody else took the last seat. Choose another mentor."),
    "field": CannotBeDone("Choose an end after 16:00.", field="end"),
    "stale": Stale(theirs={"about": "What stands now"}, yours={"about": "What I typed"}, version=3),
    "nowhere": Http404(),
}


@login_not_required
def page(request: HttpRequest, how: str) -> HttpResponse:
    raise ERRORS[how]


urlpatterns = [path("<str:how>/", page)]
handler404 = settings.PAGES["hidden"]


@pytest.mark.parametrize(
    "how, status, words",
    [
        ("refused", 403, "You may read this program, but not change it."),
        ("cannot", 409, "Somebody else took the last seat. Choose another mentor."),
        ("field", 422, "Choose an end after 16:00."),
        ("stale", 409, "What stands now"),
        ("stale", 409, "What I typed"),
    ],
)
def test_a_refusal_becomes_a_page_that_says_why(client: Client, how: str, status: int, words: str) -> None:
    answer = client.get(f"/{how}/")

    assert (answer.status_code, words in answer.content.decode()) == (status, True)


def test_what_is_hidden_answers_exactly_as_what_does_not_exist(client: Client) -> None:
    hidden, nowhere = client.get("/hidden/"), client.get("/nowhere/")

    assert (hidden.status_code, nowhere.status_code) == (404, 404)
    assert hidden.content == nowhere.content
    assert {**hidden.headers, "X-Request-ID": ""} == {**nowhere.headers, "X-Request-ID": ""}


def test_control_without_the_middleware_a_refusal_is_a_broken_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Refusals, "process_exception", lambda self, request, error: None)

    assert Client(raise_request_exception=False).get("/refused/").status_code == 500
