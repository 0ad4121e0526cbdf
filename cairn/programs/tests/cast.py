"""The clock and the stage hand of this room's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from cairn.foundation.actors import System
from cairn.people.models import Person

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
SETUP = System("set up")

MakePerson = Callable[..., Person]
