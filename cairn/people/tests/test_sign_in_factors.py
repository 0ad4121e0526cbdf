"""Second factors, fresh proof, and who needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import URLPattern, reverse

from cairn.foundation.models import LoggedEvent
from cairn.people.models import Person
from cairn.people.sign_in import standing
from cairn.people.sign_in.urls import own_account
from cairn.people.tests.entrance import (
    PASSWORD,
    Visit,
    Watch,
    code_for,
    letters,
    somebody,
    stop_clocks,
    without_secrets,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    cache.clear()
    return stop_clocks(monkeypatch)


def totp_code(secret: str, watch: Watch) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(watch.at.timestamp()) // 30)))


def add_app(visit: Visit, watch: Watch) -> str:
    """Adds an authenticator app; returns its secret."""
    secret = str(visit.get(reverse("mfa_activate_totp")).context["form"].secret)
    assert visit.post(reverse("mfa_activate_totp"), {"code": totp_code(secret, watch)}).status_code == 302
    watch.move(minutes=5)
    return secret


def with_app(watch: Watch, **facts: Any) -> tuple[Person, str]:
    """A person with an authenticator app, and its secret."""
    person, visit = somebody(**facts), Visit()
    visit.sign_in(person)
    return person, add_app(visit, watch)


def recovery_codes(person: Person) -> list[str]:
    """The codes that are left."""
    row = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    return list(row.wrap().get_unused_codes())


def test_with_an_app_the_mailed_code_alone_opens_nothing(watch: Watch) -> None:
    person, secret = with_app(watch)
    visit = Visit()
    assert visit.sign_in(person).url == reverse("mfa_authenticate")
    assert not visit.is_signed_in
    visit.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not visit.is_signed_in
    visit.post(reverse("mfa_authenticate"), {"code": totp_code(secret, watch)})
    assert visit.is_signed_in


def test_a_code_of_the_app_works_once(watch: Watch) -> None:
    person, secret = with_app(watch)
    code = totp_code(secret, watch)
    for opened in (True, False):
        visit = Visit()
        visit.sign_in(person)
        visit.post(reverse("mfa_authenticate"), {"code": code})
        assert visit.is_signed_in is opened
        watch.move(seconds=31)


def test_a_recovery_code_works_once(watch: Watch) -> None:
    person, _secret = with_app(watch)
    code = recovery_codes(person)[0]
    for opened in (True, False):
        visit = Visit()
        visit.sign_in(person)
        visit.post(reverse("mfa_authenticate"), {"code": code})
        assert visit.is_signed_in is opened


def test_new_recovery_codes_void_the_old_ones(watch: Watch) -> None:
    person, secret = with_app(watch)
    old, visit = recovery_codes(person), Visit()
    visit.sign_in(person)
    visit.post(reverse("mfa_authenticate"), {"code": totp_code(secret, watch)})
    visit.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(recovery_codes(person))
    page = visit.get(reverse("mfa_view_recovery_codes"))
    assert page.context["unused_codes"] == recovery_codes(person)
    download = visit.get(reverse("mfa_download_recovery_codes"))
    assert all(code in download.content.decode() for code in recovery_codes(person))


def test_guessing_codes_of_the_app_is_stopped_after_five(watch: Watch) -> None:
    person, secret = with_app(watch)
    visit = Visit()
    visit.sign_in(person)
    for number in range(5):
        visit.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    visit.post(reverse("mfa_authenticate"), {"code": totp_code(secret, watch)})
    assert not visit.is_signed_in


def test_secrets_of_factors_are_not_in_the_database_in_clear(watch: Watch) -> None:
    person, secret = with_app(watch)
    kept = [str(row.data) for row in Authenticator.objects.filter(user=person)]
    assert len(kept) == 2
    assert not any(secret in row for row in kept)


def test_an_added_and_a_removed_app_are_noted(watch: Watch, django_capture_on_commit_callbacks: Any) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(visit, watch)
    visit.post(reverse("mfa_deactivate_totp"))
    noted = LoggedEvent.objects.filter(kind="person.sign_in_changed").order_by("pk")
    assert [event.facts["what"] for event in noted] == ["totp_activated", "totp_deactivated"]
    assert not Authenticator.objects.filter(user=person).exists()


def test_nobody_removes_or_renames_the_passkey_of_somebody_else() -> None:
    theirs = Authenticator.objects.create(
        user=somebody(), type=Authenticator.Type.WEBAUTHN, data={"name": "theirs", "credential": {}}
    )
    visit = Visit()
    visit.sign_in(somebody())
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert visit.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert visit.post(reverse(name, args=[theirs.pk]), {"name": "mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# --- Who needs a factor ----------------------------------------------------------------------------------


@pytest.fixture
def managers() -> Iterator[set[str]]:
    """Addresses of people who run a program, as a room further up would know them."""
    known: set[str] = set()
    standing.needs_factor_if("test", lambda person: person.email in known)
    yield known
    standing._predicates.pop("test")


def test_a_manager_without_a_factor_reaches_only_its_set_up(managers: set[str], watch: Watch) -> None:
    person, visit = somebody(), Visit()
    managers.add(person.email)
    visit.sign_in(person)
    for name in ("usersessions_list", "sign_in_address", "account_set_password"):
        assert visit.get(reverse(name)).url == reverse("sign_in")
    assert visit.get("/").url == reverse("sign_in")
    assert "Add a second step" in visit.get(reverse("sign_in")).content.decode()
    add_app(visit, watch)
    assert visit.get(reverse("usersessions_list")).status_code == 200


def test_an_administrator_without_a_factor_reaches_only_its_set_up() -> None:
    visit = Visit()
    visit.sign_in(somebody(is_administrator=True))
    assert visit.get(reverse("usersessions_list")).url == reverse("sign_in")
    assert visit.get(reverse("mfa_activate_totp")).status_code == 200


def test_whoever_becomes_a_manager_needs_a_factor_from_the_next_page_on(managers: set[str]) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    assert visit.get(reverse("usersessions_list")).status_code == 200
    managers.add(person.email)
    assert visit.get(reverse("usersessions_list")).url == reverse("sign_in")


def test_a_manager_who_removes_the_last_factor_is_back_at_its_set_up(
    managers: set[str], watch: Watch
) -> None:
    person, visit = somebody(), Visit()
    managers.add(person.email)
    visit.sign_in(person)
    add_app(visit, watch)
    visit.post(reverse("mfa_deactivate_totp"))
    assert visit.get(reverse("usersessions_list")).url == reverse("sign_in")


# --- Fresh proof -----------------------------------------------------------------------------------------

NEEDS_PROOF = [
    "sign_in_address",
    "sign_in_address_code",
    "account_set_password",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
]


def test_every_page_that_changes_how_one_signs_in_asks_for_fresh_proof() -> None:
    open_without = {"sign_in", "usersessions_list", "sign_in_session_end", "sign_in_other_sessions_end"}
    pages = [page for page in own_account if isinstance(page, URLPattern)]
    guarded = {page.name for page in pages if getattr(page.callback, "needs_fresh_proof", False)}
    assert len(pages) == len(own_account)
    assert guarded == {page.name for page in pages} - open_without == set(NEEDS_PROOF)


@pytest.mark.parametrize("name", NEEDS_PROOF)
@pytest.mark.parametrize("method", ["get", "post"])
def test_ten_minutes_after_signing_in_proof_is_asked_for(name: str, method: str, watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    watch.move(minutes=10, seconds=1)
    address = reverse(name, args=[7] if name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else [])
    answer = getattr(visit, method)(address)
    assert answer.url.startswith(reverse("sign_in_proof_code") + "?next=")


def test_a_fresh_mailed_code_proves_it_for_who_has_neither_password_nor_factor(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    watch.move(hours=3)
    proof = visit.get(reverse("account_set_password")).url
    assert visit.get(proof).status_code == 200
    assert letters("proof-code") == []
    visit.post(proof)
    visit.post(proof, {"code": "BBBB-BBBB"})
    assert visit.get(reverse("account_set_password")).status_code == 302
    answer = visit.post(proof, {"code": code_for(person.email, "proof-code")})
    assert answer.url == reverse("account_set_password")
    assert visit.get(reverse("account_set_password")).status_code == 200
    watch.move(minutes=11)
    assert visit.get(reverse("account_set_password")).status_code == 302


def test_three_wrong_tries_or_ten_minutes_void_the_code_of_a_proof(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    watch.move(hours=3)
    proof = visit.get(reverse("account_set_password")).url
    for spoil in ("tries", "time"):
        visit.post(proof)
        if spoil == "tries":
            for _ in range(3):
                visit.post(proof, {"code": "BBBB-BBBB"})
        else:
            watch.move(minutes=10, seconds=1)
        visit.post(proof, {"code": code_for(person.email, "proof-code")})
        assert visit.get(reverse("account_set_password")).status_code == 302


def test_who_has_a_password_may_prove_it_with_that(watch: Watch) -> None:
    person, visit = somebody(password=PASSWORD), Visit()
    visit.sign_in(person)
    watch.move(hours=3)
    proof = visit.get(reverse("account_change_password")).url
    assert proof.startswith(reverse("account_reauthenticate"))
    visit.post(proof, {"password": "wrong", "next": reverse("account_change_password")})
    assert visit.get(reverse("account_change_password")).status_code == 302
    visit.post(proof, {"password": PASSWORD, "next": reverse("account_change_password")})
    assert visit.get(reverse("account_change_password")).status_code == 200


def test_who_has_a_factor_proves_it_with_that_and_not_with_mailbox_or_password(watch: Watch) -> None:
    person, secret = with_app(watch, password=PASSWORD)
    visit = Visit()
    visit.sign_in(person)
    visit.post(reverse("mfa_authenticate"), {"code": totp_code(secret, watch)})
    watch.move(hours=3)
    proof = visit.get(reverse("account_change_password")).url
    assert proof.startswith(reverse("mfa_reauthenticate"))
    for weaker in ("account_reauthenticate", "sign_in_proof_code"):
        assert visit.get(reverse(weaker)).url.startswith(reverse("mfa_reauthenticate"))
    visit.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert visit.get(reverse("account_change_password")).status_code == 302
    visit.post(proof, {"code": totp_code(secret, watch)})
    assert visit.get(reverse("account_change_password")).status_code == 200


# --- Another address -------------------------------------------------------------------------------------


def test_a_new_address_is_used_once_its_code_was_typed_and_the_old_one_is_told() -> None:
    person, visit = somebody("old@halden.example"), Visit()
    visit.sign_in(person)
    visit.post(reverse("sign_in_address"), {"email": "New@Halden.example"})
    assert Person.objects.get(pk=person.pk).email == "old@halden.example"
    code = code_for("new@halden.example", "address-code")
    assert visit.post(reverse("sign_in_address_code"), {"code": code}).url == reverse("sign_in")
    assert Person.objects.get(pk=person.pk).email == "new@halden.example"
    assert [letter.kind for letter in letters(to="old@halden.example")] == ["sign-in-code", "account-changed"]
    Visit().ask_for_code("old@halden.example")
    assert letters(to="old@halden.example")[-1].kind == "no-account"
    assert "halden.example" not in str(LoggedEvent.objects.get(kind="person.address_changed").facts)


def test_a_wrong_code_changes_no_address() -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    visit.post(reverse("sign_in_address"), {"email": "new@halden.example"})
    visit.post(reverse("sign_in_address_code"), {"code": "BBBB-BBBB"})
    assert Person.objects.get(pk=person.pk).email == person.email


def test_an_address_of_somebody_else_answers_like_a_free_one_and_is_not_given_away() -> None:
    somebody("taken@halden.example")
    answers = []
    for wanted in ("taken@halden.example", "free12@halden.example"):
        person, visit = somebody(), Visit()
        visit.sign_in(person)
        asked = visit.post(reverse("sign_in_address"), {"email": wanted})
        tried = visit.post(reverse("sign_in_address_code"), {"code": "BBBB-BBBB"})
        answers.append((without_secrets(asked), tried.status_code, tried.context["form"].errors.as_json()))
        assert Person.objects.get(pk=person.pk).email == person.email
    assert answers[0] == answers[1]
    assert [letter.kind for letter in letters(to="taken@halden.example")] == ["address-taken"]
