"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.ui import views

urlpatterns: list[URLPattern | URLResolver] = [path("style/", views.style, name="style")]
