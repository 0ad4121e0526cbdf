"""Forms that the tests of one-time keys send, and what becomes of them."""

import contextlib
import secrets
import threading
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.test import Client
from django.urls import path

from cairn.foundation import clock, once
from cairn.foundation.actors import Actor, Visitor
from cairn.foundation.models import LongWork
from cairn.foundation.once import without_once
from cairn.foundation.writing import CannotBeDone, action

after_the_commit = threading.Event()


@action
def write_note(text: str, *, by: Actor, now: datetime) -> LongWork:
    """Leaves a row; refuses one text, so late that it has written already."""
    made = LongWork.objects.create(id=uuid4(), kind=text[:40], asked_at=now)
    if text == "refused":
        raise CannotBeDone("Somebody was quicker.")
    return made


@login_not_required
def notes(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """A form and what becomes of it, told by what is typed."""
    text = request.POST.get("text", "")
    how = request.POST.get("how", "redirect")
    if request.method != "POST":
        return HttpResponse("the form")
    if text == "not valid":
        return HttpResponse("please write something else", status=422)
    made = write_note(text, by=Visitor(), now=clock.now())
    match how:
        case "page":
            return HttpResponse(f"<p>{text}</p>", headers={"HX-Trigger": "saved"})
        case "long page":
            return HttpResponse("a" * (once.LONGEST_ANSWER + 1))
        case "stream":
            return StreamingHttpResponse([b"a", b"b"])
        case "picture":
            return HttpResponse(b"\xff\xfe", content_type="image/png")
        case "fails":
            raise ZeroDivisionError
        case "waits":
            after_the_commit.wait(timeout=60)
    return HttpResponseRedirect(f"/notes/{made.pk}/")


@login_not_required
def two_notes(request: HttpRequest) -> HttpResponse:
    """Two actions in one post; the first may be refused."""
    first, second = request.POST.getlist("text")
    with contextlib.suppress(CannotBeDone):
        write_note(first, by=Visitor(), now=clock.now())
    write_note(second, by=Visitor(), now=clock.now())
    return HttpResponse("both")


@without_once
@login_not_required
def webhook(request: HttpRequest) -> HttpResponse:
    write_note("webhook", by=Visitor(), now=clock.now())
    return HttpResponse("heard")


urlpatterns = [
    path("notes/", notes),
    path("other-notes/", notes),
    path("two-notes/", two_notes),
    path("webhook/", webhook),
]


def new_key() -> str:
    return secrets.token_urlsafe(24)


def send(client: Client, key: str | None, text: str = "hello", to: str = "/notes/", **more: Any) -> Any:
    headers = more.pop("headers", {})
    fields = {"text": text, **more, **({"once": key} if key else {})}
    return client.post(to, fields, headers=headers)


def acted() -> int:
    return LongWork.objects.count()
