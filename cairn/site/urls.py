"""All addresses: each room brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cairn.home.urls")),
    path("", include("cairn.people.urls")),
    path("", include("cairn.programs.urls")),
    path("", include("cairn.mail.urls")),
    path("", include("cairn.operations.urls")),
    path("", include("cairn.ui.urls")),
]

handler400 = "cairn.ui.errors.bad_request"
handler403 = "cairn.ui.errors.refused"
handler404 = "cairn.ui.errors.not_found"
handler500 = "cairn.ui.errors.broken"
handler429 = "cairn.people.sign_in.pages.too_many"
"""Where django-allauth looks for the page of somebody who asks too often."""
