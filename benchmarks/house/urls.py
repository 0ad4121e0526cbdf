"""The site's addresses, and those of the plain views."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from benchmarks.house import plain

urlpatterns: list[URLPattern | URLResolver] = [
    path("plain/people/", plain.people),
    path("plain/people/<uuid:pk>/", plain.person),
    path("", include("cairn.site.urls")),
]
