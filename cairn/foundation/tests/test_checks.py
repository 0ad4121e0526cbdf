from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from cairn.foundation.encryption import ring


def found(*, deploy: bool = False) -> list[str]:
    return [
        str(message.id) for message in run_checks(include_deployment_checks=deploy) if _is_ours(message.id)
    ]


def _is_ours(name: object) -> bool:
    return str(name).startswith("foundation.")


def test_the_settings_of_the_tests_deserve_no_look(key_file: Path) -> None:
    ring()

    assert found() == []


def test_keys_that_others_can_read_are_told(key_file: Path) -> None:
    ring()
    key_file.chmod(0o644)

    assert found() == ["foundation.W001"]


@pytest.mark.parametrize(
    "change, said",
    [
        ({"DEBUG": True}, "foundation.E004"),
        (
            {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}},
            "foundation.E005",
        ),
    ],
)
def test_a_setting_that_breaks_a_promise_is_told(
    settings: Any, key_file: Path, change: dict[str, Any], said: str
) -> None:
    for name, value in change.items():
        setattr(settings, name, value)

    assert found() == [said]


def test_a_middleware_that_is_missing_is_told(settings: Any, key_file: Path) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("once.once")]

    assert found() == ["foundation.E002"]


def test_a_middleware_in_the_wrong_place_is_told(settings: Any, key_file: Path) -> None:
    settings.MIDDLEWARE = settings.MIDDLEWARE[::-1]

    assert "foundation.E003" in found()


def test_what_a_real_installation_should_have(settings: Any, key_file: Path) -> None:
    settings.SECURE, settings.SECRET_KEY, settings.INLINE_REACTIONS = False, "short", True
    assert found(deploy=True) == ["foundation.W002", "foundation.W003", "foundation.W004"]

    settings.SECURE, settings.SECRET_KEY, settings.INLINE_REACTIONS = True, "long" * 13, False
    assert found(deploy=True) == []
