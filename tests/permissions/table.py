"""Who gets what at which address: one row for each name in the URLconf, every persona, every method.

A row says what GET answers and what POST answers, persona by persona; whoever is not named gets the answer
under `*`. Addresses about a thing are asked for one thing of the organization, so that its own people, those
of other programs and strangers can be told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.organization import Organization

Answer = Literal["page", "sign-in", "gone", "no", "moves", "own", "never", "works", "asks"]
"""What an address answers:

`page` shows it; `sign-in` leads there; `gone` is 404, as if it did not exist; `no` is 403 with the reason;
`moves` leads elsewhere after acting; `own` is about the reader alone, whatever it is; `never` is 405;
`works` is a bare answer for machines; `asks` shows the form again with what is wrong, or asks for the key.
"""

Answers = Mapping[str, Answer]
NEVER: Answers = {"*": "never"}


@dataclass(frozen=True, slots=True)
class Row:
    """One address: how to build it, and who gets what."""

    get: Answers
    post: Answers = field(default_factory=lambda: NEVER)
    about: Callable[[Organization], Mapping[str, Any]] = lambda organization: {}
    data: Mapping[str, str] = field(default_factory=dict)


EVERYBODY: Answers = {"*": "page"}
SIGNED_IN: Answers = {"*": "page", "visitor": "sign-in"}
OWN: Answers = {"*": "own", "visitor": "sign-in"}
DEMO_ONLY: Answers = {"*": "gone"}


def only(answer: Answer, *personas: str, rest: Answer = "gone", visitor: Answer = "sign-in") -> Answers:
    """This answer for some, 404 for everybody else, and the sign-in page for visitors."""
    return {"*": rest, "visitor": visitor, **dict.fromkeys(personas, answer)}


def answer_for(answers: Answers, persona: str) -> Answer:
    """What a row answers a persona."""
    return answers.get(persona, answers["*"])


def _person(persona: str) -> Callable[[Organization], Mapping[str, Any]]:
    return lambda organization: {"pk": organization.persons()[persona].pk}


def _nobody(organization: Organization) -> Mapping[str, Any]:
    """An id that belongs to nothing."""
    return {"pk": "00000000-0000-7000-8000-000000000000"}


MANAGERS = ("manager", "reader")
STAFF = (*MANAGERS, "administrator")

ROWS: Mapping[str, Row] = {
    # The first page, and the style guide
    "home": Row(SIGNED_IN),
    "private": Row(EVERYBODY),
    "style": Row(only("page", "administrator", visitor="gone")),
    # For machines
    "operations:alive": Row({"*": "works"}),
    "operations:ready": Row({"*": "works"}),
    # Signing in: for whoever is not signed in; others are led on
    "account_login": Row({"*": "moves", "visitor": "page"}, {"*": "moves", "visitor": "asks"}),
    "sign_in_password": Row({"*": "moves", "visitor": "page"}, {"*": "moves", "visitor": "asks"}),
    "account_confirm_login_code": Row({"*": "moves"}, {"*": "moves"}),
    "sign_in_by_link": Row(
        {"*": "own", "visitor": "own"}, {"*": "own", "visitor": "own"}, lambda _o: {"code": "ABCD-EFGH"}
    ),
    "mfa_login_webauthn": Row({"*": "own", "visitor": "own"}, {"*": "own", "visitor": "own"}),
    "mfa_authenticate": Row({"*": "moves"}, {"*": "moves"}),
    "account_signup": Row({"*": "own", "visitor": "page"}),
    "account_inactive": Row(EVERYBODY),
    "account_reset_password": Row({"*": "own", "visitor": "page"}, {"*": "own", "visitor": "asks"}),
    "account_confirm_password_reset_code": Row(
        {"*": "own", "visitor": "moves"}, {"*": "own", "visitor": "moves"}
    ),
    "account_complete_password_reset": Row(
        {"*": "own", "visitor": "moves"}, {"*": "own", "visitor": "moves"}
    ),
    "account_password_reset_completed": Row({"*": "own", "visitor": "own"}),
    "account_logout": Row({"*": "page", "visitor": "moves"}, {"*": "moves"}),
    "demo_door": Row({"*": "gone"}, {"*": "gone"}, lambda o: {"person": o.manager.pk}),
    # One's own account
    **{
        name: Row(OWN, OWN)
        for name in (
            "account_reauthenticate",
            "sign_in_proof_code",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "sign_in_address",
            "sign_in_address_code",
            "account_set_password",
            "account_change_password",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_add_webauthn",
            "mfa_generate_recovery_codes",
        )
    },
    "sign_in": Row(SIGNED_IN),
    "usersessions_list": Row(SIGNED_IN),
    "sign_in_session_end": Row(NEVER, only("gone"), lambda _o: {"number": 999_999}),
    "sign_in_other_sessions_end": Row(NEVER, OWN),
    "mfa_edit_webauthn": Row(OWN, OWN, lambda _o: {"pk": 999_999}),
    "mfa_remove_webauthn": Row(OWN, OWN, lambda _o: {"pk": 999_999}),
    "mfa_view_recovery_codes": Row(OWN),
    "mfa_download_recovery_codes": Row(OWN, only("gone")),
    # One's own page
    "people:me": Row(SIGNED_IN),
    "people:away": Row(NEVER, OWN),
    "people:back": Row(NEVER, OWN),
    "people:others_see": Row(SIGNED_IN),
    "people:preferences": Row(SIGNED_IN, OWN),
    "people:go_on": Row(OWN),
    "people:step": Row(SIGNED_IN, OWN, lambda _o: {"name": "hopes"}),
    "people:skills": Row({"*": "moves", "visitor": "sign-in"}, NEVER, lambda _o: {"name": "wanted-skills"}),
    "people:not_with_removal": Row(NEVER, OWN),
    "people:not_with_return": Row(NEVER, OWN),
    # Other people
    "people:list": Row(only("page", *STAFF)),
    "people:new": Row(only("page", "administrator", rest="no"), only("asks", "administrator", rest="no")),
    "people:profile": Row(only("page", "mentee", "mentor", *STAFF), about=_person("mentee")),
    "people:account": Row(
        {**only("page", "administrator"), **dict.fromkeys(("mentor", "mentee", *MANAGERS), "no")},
        {**only("moves", "administrator"), **dict.fromkeys(("mentor", "mentee", *MANAGERS), "no")},
        _person("mentee"),
        {"act": "close"},
    ),
    # Programs
    "programs:current": Row(
        NEVER,
        {"*": "moves", "other": "gone", "newcomer": "gone", "visitor": "sign-in"},
        data={"program": "pathways"},
    ),
    "programs:program": Row(
        only("page", "mentor", "mentee", "applicant", "owner", *STAFF), about=lambda _o: {"slug": "pathways"}
    ),
    "programs:decision": Row(
        {**only("page", "manager"), "reader": "no", "applicant": "gone"},
        {**only("moves", "manager"), "reader": "no", "applicant": "gone"},
        lambda o: {"pk": o.applied.pk},
        {"state": "approved"},
    ),
    "programs:seats": Row(
        {**only("page", "manager", "mentor"), "reader": "no"},
        {**only("moves", "manager", "mentor"), "reader": "no"},
        lambda o: {"pk": o.mentor_place.pk},
        {"seats": "2"},
    ),
    # Links in mail, the demo's mailbox, long work
    "link": Row({"*": "gone"}, {"*": "gone"}, lambda _o: {"token": "not-a-link"}),
    "demo_mailbox": Row(DEMO_ONLY),
    "demo_letter": Row(DEMO_ONLY, about=lambda o: {"letter": o.mentee.pk}),
    "demo_letter_preview": Row(DEMO_ONLY, about=lambda o: {"letter": o.mentee.pk}),
    "operations:long_work": Row(only("gone"), about=_nobody),
    "operations:long_work_stop": Row(NEVER, only("gone"), about=_nobody),
}
"""Every address by its name; a test fails for one that has no row."""
