"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cairn.ui import assets, navigation


def common() -> dict[str, Any]:
    """What a page knows without asking anybody, not even the database."""
    return {
        "organization": settings.ORGANIZATION,
        "is_demo": settings.DEMO,
        "styles": assets.STYLES,
        "scripts": assets.SCRIPTS,
        "fonts": assets.FONTS,
    }


def page(request: HttpRequest) -> dict[str, Any]:
    """The organization's name, whether this is the demo, and the links at head and foot."""
    return {**common(), "navigation": SimpleLazyObject(lambda: navigation.navigation_of(request))}
