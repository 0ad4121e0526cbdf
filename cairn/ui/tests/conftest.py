"""Writing a line of template and reading what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

Draw = Callable[..., str]


@pytest.fixture
def visit() -> HttpRequest:
    request = RequestFactory().get("/somewhere/", {"q": "data"})
    request.user = AnonymousUser()
    return request


@pytest.fixture
def draw(visit: HttpRequest) -> Draw:
    """Renders a template's source as a page would."""

    def rendered(source: str, **context: Any) -> str:
        return str(engines["django"].from_string(source).render(context, visit))

    return rendered
