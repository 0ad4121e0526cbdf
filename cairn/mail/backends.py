"""Mail backends of our own."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NothingLeaves(BaseEmailBackend):
    """The demo's backend: letters count as sent, but stay in the outbox, where its mailbox shows them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken."""
        return len(email_messages)
