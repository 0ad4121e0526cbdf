"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.operations import probes, views

app_name = "operations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", probes.alive, name="alive"),
    path("readyz", probes.ready, name="ready"),
    path("progress/<uuid:pk>/", views.long_work, name="long_work"),
    path("progress/<uuid:pk>/stop/", views.long_work_stop, name="long_work_stop"),
]
