"""Short messages to the reader, shown on the next page at the lower left, with Undo where there is one.

Errors are never told here: they stand where they happened.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo="


def tell(request: HttpRequest, words: Any, *, undo: str = "") -> None:
    """Tells the reader on the next page what happened, such as "Action dropped".

    `undo` is an address of our own to which one POST takes it back. Raises `ValueError` for another host's.
    """
    if undo and (not undo.startswith("/") or undo.startswith("//") or " " in undo):
        raise ValueError("Undo leads to an address of our own")
    messages.success(request, words, extra_tags=_UNDO + undo if undo else "")


def undo_address(message: Message) -> str:
    """Where Undo posts, or nothing."""
    tags = message.extra_tags or ""
    return next((tag.removeprefix(_UNDO) for tag in tags.split() if tag.startswith(_UNDO + "/")), "")
