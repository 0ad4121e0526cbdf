"""Starting Django for a command, and refusing in plain words when that cannot be."""

from __future__ import annotations

import os
from collections.abc import Sequence

SETTINGS = "cairn.site.settings"


class CannotStart(Exception):
    """A command cannot begin: a sentence, the details as lines, and what to do."""

    def __init__(self, sentence: str, lines: Sequence[str] = (), remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.lines = tuple(lines)
        self.remedy = remedy


def start_django() -> None:
    """Reads the settings and makes the rooms known. Raises `CannotStart` for a setting that cannot be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured
    from environs import EnvError

    try:
        django.setup()
    except (ImproperlyConfigured, EnvError) as error:
        raise CannotStart(
            "A setting does not fit.", [str(error)], "docs/administrators/settings.md describes each setting."
        ) from error


def run_checks() -> None:
    """Runs Django's and our own checks. Raises `CannotStart` with what they found wrong."""
    from django.core import checks

    wrong = [found for found in checks.run_checks(databases=["default"]) if found.level >= checks.ERROR]
    if wrong:
        raise CannotStart(
            "Cairn does not start like this.",
            [f"{found.msg}{f' {found.hint}' if found.hint else ''}" for found in wrong],
            "cairn doctor looks at the whole installation.",
        )


def require_keys() -> None:
    """Makes sure that the key ring can be read; the first start writes it. Raises `CannotStart` otherwise."""
    from django.conf import settings

    from cairn.foundation.encryption import ring

    try:
        ring()
    except Exception as error:
        raise CannotStart(
            f"The key ring at {settings.KEY_RING} cannot be used ({type(error).__name__}).",
            remedy="Put the file back from your copy, readable for Cairn's own user only.",
        ) from error
