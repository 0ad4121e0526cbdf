"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.programs import views

app_name = "programs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("programs/current/", views.turn_to, name="current"),
    path("programs/<slug:slug>/", views.program, name="program"),
    path("enrollments/<uuid:pk>/decision/", views.decision, name="decision"),
    path("enrollments/<uuid:pk>/seats/", views.seats, name="seats"),
]
