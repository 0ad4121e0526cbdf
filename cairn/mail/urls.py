"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.mail import mailbox, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("l/<str:token>/", views.link, name="link"),
    path("demo/mailbox/", mailbox.letters, name="demo_mailbox"),
    path("demo/mailbox/<uuid:letter>/", mailbox.letter, name="demo_letter"),
    path("demo/mailbox/<uuid:letter>/preview/", mailbox.preview, name="demo_letter_preview"),
]
