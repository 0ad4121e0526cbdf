"""Which pages each persona can open, as the table of permissions says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse

from cairn.people.rules.steps import STEPS
from tests.organization import Organization
from tests.permissions.table import ROWS, answer_for

PARTS = {"people:skills"}
"""What is no page, but a part of one that is asked for while somebody types."""

OWN_PAGES: Mapping[str, tuple[str, ...]] = {
    "newcomer": ("sign_in_address", "account_set_password", "mfa_activate_totp", "mfa_add_webauthn"),
    "visitor": ("account_reset_password",),
    "administrator": ("mfa_generate_recovery_codes", "mfa_deactivate_totp"),
}  # fmt: skip
"""Pages about the reader alone, which the table answers with `own`: each is looked at once."""

ABOUT_OTHERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "administrator": (("people:account", "mentee"),),
    "mentee": (("people:profile", "mentor"),),
    "manager": (("people:profile", "mentor"),),
}
"""More pages about somebody else than the one that the table asks for."""


def by_persona(organization: Organization) -> dict[str, list[str]]:
    """The addresses of the pages of each persona."""
    return {
        persona: list(dict.fromkeys(_pages(persona, organization)))
        for persona in (*organization.persons(), "visitor")
    }


def _pages(persona: str, organization: Organization) -> Iterator[str]:
    for name, row in ROWS.items():
        if answer_for(row.get, persona) == "page" and name not in PARTS:
            yield reverse(name, kwargs=dict(row.about(organization)))
    for name in OWN_PAGES.get(persona, ()):
        yield reverse(name)
    for name, of in ABOUT_OTHERS.get(persona, ()):
        yield reverse(name, kwargs={"pk": organization.persons()[of].pk})
    if persona in ("mentee", "mentor"):
        for step in STEPS:
            yield reverse("people:step", args=[step.name])
        yield reverse("people:step", args=["offered-skills"]) + "?q=sql"
