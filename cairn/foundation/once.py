"""One-time keys: a form that is sent twice acts once, and the second post gets the first answer.

Every form of ours posts a key. The first action of the request writes it down inside its own transaction,
so that key and change are there together or not at all; a post that was refused uses nothing up. What is
kept is a hash of key, address and everything typed: the same key with other words is another post, so a
form that the browser took out of its memory loses nothing.

The middleware that brings this to each request is `cairn.foundation.middleware.once`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cairn.foundation.ids import new_id
from cairn.foundation.models import OnceKey
from cairn.foundation.writing import AskedTwice

log = logging.getLogger(__name__)

FIELD = "once"
HEADER = "X-Once-Key"
LIFETIME = timedelta(hours=24)
LONGEST_ANSWER = 64 * 1024
"""Bytes of a page that are kept for a second post."""
WAIT_SECONDS = 10.0
"""How long a second post waits for the first one's answer."""
LOOK_AGAIN_SECONDS = 0.02
KEPT_HEADERS = (
    "Content-Type",
    "Location",
    "HX-Location",
    "HX-Push-Url",
    "HX-Redirect",
    "HX-Refresh",
    "HX-Replace-Url",
    "HX-Reselect",
    "HX-Reswap",
    "HX-Retarget",
    "HX-Trigger",
    "HX-Trigger-After-Settle",
    "HX-Trigger-After-Swap",
)
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}\Z")
_NOT_TYPED = {FIELD, "csrfmiddlewaretoken"}

View = TypeVar("View", bound=Callable[..., Any])


def without_once(view: View) -> View:
    """Marks a view that is posted to without a key: by other programs, or by django-allauth's forms."""
    view.without_once = True  # type: ignore[attr-defined]
    return view


def given_key(request: HttpRequest) -> str | None:
    """The key that a post carries in its header or its form; None if there is none that can be one."""
    key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    return key if _KEY.match(key) else None


@dataclass(slots=True)
class Claim:
    """What one request does about its key: `take` it with the change, `keep` the answer, or `repeat` it."""

    owner: str
    key: str
    at: datetime
    row: UUID | None = field(default=None, init=False)

    @classmethod
    def of(cls, request: HttpRequest, key: str, now: datetime) -> Claim:
        """The claim of a post by whoever sends it, at the instant it came."""
        return cls(_owner(request), _digest(request, key), now)

    def take(self) -> None:
        """Writes the key down, once a request. Raises `AskedTwice` when another post has it.

        Runs inside the transaction of an action. While another post with this key is still at work, the
        database makes this one wait until that one is decided.
        """
        if self.row is not None and OnceKey.objects.filter(pk=self.row).exists():
            return
        row = OnceKey(id=new_id(self.at), owner=self.owner, key=self.key, at=self.at)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise AskedTwice from None
        self.row = row.pk

    def used(self) -> bool:
        """Whether an earlier post with this key did something."""
        return OnceKey.objects.filter(owner=self.owner, key=self.key).exists()

    def keep(self, response: HttpResponseBase) -> None:
        """Keeps the answer if this post did something; of one that cannot be given again, only its status."""
        if self.row is None:
            return
        try:
            row = OnceKey.objects.filter(pk=self.row).first()
            if row is not None:
                row.status, row.answer = response.status_code, _as_text(response)
                row.save(update_fields=["status", "answer"])
        except DatabaseError as error:
            # What was asked for is done and this answer is good, so it goes out all the same.
            log.warning("the answer to a form could not be kept: %s", type(error).__name__)

    def repeat(self) -> HttpResponse | None:
        """The first post's answer, waited for if that one is still at work; None if there is none to give."""
        until = monotonic() + WAIT_SECONDS
        while True:
            row = OnceKey.objects.filter(owner=self.owner, key=self.key).first()
            if row is None:
                return None
            if row.status is not None:
                return _as_response(row.status, row.answer) if row.answer else None
            given_up = self.at - row.at > timedelta(seconds=WAIT_SECONDS)
            if given_up or monotonic() >= until:
                return None
            sleep(LOOK_AGAIN_SECONDS)


def forget_before(instant: datetime, limit: int = 1_000) -> int:
    """Deletes keys (and their kept answers) that were used before an instant; returns how many."""
    old = OnceKey.objects.filter(at__lt=instant).order_by("at").values_list("pk", flat=True)[:limit]
    deleted, _ = OnceKey.objects.filter(pk__in=list(old)).delete()
    return deleted


def _owner(request: HttpRequest) -> str:
    """Whose key this is: a person's, a session's, or one browser's."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"person:{user.pk}"
    mark = request.session.session_key or request.META.get("CSRF_COOKIE") or ""
    return f"visitor:{hashlib.sha256(mark.encode()).hexdigest()[:32]}"


def _digest(request: HttpRequest, key: str) -> str:
    """Key, address and everything typed, hashed."""
    typed = [(name, values) for name, values in sorted(request.POST.lists()) if name not in _NOT_TYPED]
    files = [
        (name, [(file.name, _file_digest(file)) for file in sent])
        for name, sent in sorted(request.FILES.lists())
    ]
    whole = json.dumps([key, request.get_full_path(), typed, files])
    return hashlib.sha256(whole.encode()).hexdigest()


def _file_digest(file: UploadedFile[bytes]) -> str:
    whole = hashlib.sha256()
    for chunk in file.chunks():
        whole.update(chunk)
    file.seek(0)
    return whole.hexdigest()


def _as_text(response: HttpResponseBase) -> str:
    """An answer as it is kept (sealed); nothing for a file, a stream, a very long page, or a failure."""
    headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    body = ""
    if response.status_code >= 500:
        return ""
    if not response.has_header("Location"):
        if not isinstance(response, HttpResponse) or len(response.content) > LONGEST_ANSWER:
            return ""
        try:
            body = response.content.decode("utf-8")
        except UnicodeDecodeError:
            return ""
    return json.dumps({"headers": headers, "body": body})


def _as_response(status: int, answer: str) -> HttpResponse:
    kept = json.loads(answer)
    return HttpResponse(kept["body"], status=status, headers=kept["headers"])
