"""The style guide."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.ui import samples


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component with all its states, for administrators, and in the demo for everybody."""
    if not settings.DEMO and not getattr(request.user, "is_administrator", False):
        raise Http404
    return render(request, "ui/style.html", samples.everything())
