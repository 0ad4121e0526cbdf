"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from cairn.people.sign_in.proof import fresh_proof
from cairn.people.views import me, not_with, people, skills, steps

pages: list[URLPattern | URLResolver] = [
    path("me/", me.me, name="me"),
    path("me/away/", me.away, name="away"),
    path("me/return/", me.back, name="back"),
    path("me/others-see/", me.others_see, name="others_see"),
    path("me/preferences/", me.preferences, name="preferences"),
    path("me/profile/", steps.go_on, name="go_on"),
    path("me/profile/<slug:name>/", steps.step, name="step"),
    path("me/profile/<slug:name>/search/", skills.search_page, name="skills"),
    path("me/not-with/removal/", not_with.removal, name="not_with_removal"),
    path("me/not-with/return/", not_with.put_back, name="not_with_return"),
    path("people/", people.people, name="list"),
    path("people/new/", people.new_person, name="new"),
    path("people/<uuid:pk>/", people.person, name="profile"),
    path("people/<uuid:pk>/account/", fresh_proof(people.account), name="account"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cairn.people.sign_in.urls")),
    path("", include((pages, "people"))),
]
