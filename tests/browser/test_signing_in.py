"""Every way to sign in, as somebody at a browser goes it; all but passkeys also without JavaScript."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.house import House
from tests.browser.looking import Watcher
from tests.browser.walking import both_ways, heading, press

PASSWORD = "three birds over water"


def ask_for_code(page: Page, address: str) -> None:
    """From any page before signing in: asks for a code by email."""
    page.goto("/sign-in/")
    page.get_by_label("Your work email").fill(address)
    press(page, "Email me a sign-in code")
    heading(page, "Look in your mailbox")


def sign_in_by_code(page: Page, house: House, address: str) -> None:
    """Asks for a code and types the one that came."""
    ask_for_code(page, address)
    page.get_by_label("The code from the letter").fill(house.ask("code", address=address))
    press(page, "Sign in")


def sign_out(page: Page) -> None:
    """By the page to sign out."""
    page.goto("/sign-out/")
    press(page, "Sign out")
    heading(page, "Sign in")


def code_of_app(secret: str, ahead: int = 0) -> str:
    """What an authenticator app shows (RFC 6238): now, or some half minutes ahead."""
    counter = int(time.time()) // 30 + ahead
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@both_ways
def test_a_mailed_code_opens_the_page_that_was_asked_for(
    javascript: bool, house: House, visit: Opening
) -> None:
    address = house.ask("come", name="Rui Code")["address"]
    page = visit(javascript=javascript)
    watcher = Watcher(page)
    page.goto("/me/preferences/")
    page.get_by_label("Your work email").fill(f"  {address.upper()} ")
    press(page, "Email me a sign-in code")
    page.get_by_label("The code from the letter").fill(
        house.ask("code", address=address).lower().replace("-", " ")
    )
    press(page, "Sign in")
    heading(page, "How should we write to you?")
    assert page.url == f"{house.address}/me/preferences/"
    assert watcher.take() == []


@both_ways
def test_a_wrong_code_is_told_and_the_right_one_still_works(
    javascript: bool, house: House, visit: Opening
) -> None:
    address = house.ask("come", name="Rui Slip")["address"]
    page = visit(javascript=javascript)
    ask_for_code(page, address)
    field = page.get_by_label("The code from the letter")
    field.fill("ABCD-EFGH")
    press(page, "Sign in")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("This is not the code.")
    if javascript:
        expect(summary).to_be_focused()
    field.fill(house.ask("code", address=address))
    press(page, "Sign in")
    heading(page, re.compile("Rui"))


@both_ways
def test_an_unknown_address_is_answered_as_a_known_one(javascript: bool, visit: Opening) -> None:
    page = visit(javascript=javascript)
    ask_for_code(page, "nobody.at.all@halden.example")
    page.get_by_label("The code from the letter").fill("ABCD-EFGH")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("This is not the code.")


@both_ways
def test_a_password_is_set_and_opens_the_account(javascript: bool, house: House, visit: Opening) -> None:
    address = house.ask("come", name="Pia Password")["address"]
    page = visit(javascript=javascript)
    sign_in_by_code(page, house, address)
    page.goto("/account/")
    page.get_by_role("link", name="Set a password").click()
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("The same once more").fill("short")
    press(page, "Keep this password")
    expect(page.get_by_role("alert")).to_contain_text("12 characters")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    press(page, "Keep this password")
    heading(page, "A code or a password opens your account")
    sign_out(page)
    page.get_by_role("link", name="Use a password").click()
    page.get_by_label("Your work email").fill(address)
    page.get_by_label("Your password").fill("three birds over land")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("Address and password do not fit together.")
    assert page.get_by_label("Your work email").input_value() == address
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Sign in")
    heading(page, re.compile("Pia"))


@both_ways
def test_a_new_password_is_chosen_with_a_mailed_code(javascript: bool, house: House, visit: Opening) -> None:
    address = house.ask("come", name="Pia Forgot")["address"]
    page = visit(javascript=javascript)
    page.goto("/sign-in/password/")
    page.get_by_role("link", name="Choose a new password").click()
    page.get_by_label("Your work email").fill(address)
    press(page, "Email me a code")
    page.get_by_label("The code from the letter").fill(
        house.ask("code", address=address, kind="password-code")
    )
    press(page, "Go on")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    press(page, "Keep this password")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Your work email").fill(address)
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Sign in")
    heading(page, re.compile("Pia"))


@both_ways
def test_an_app_guards_the_account_and_a_recovery_code_opens_it(
    javascript: bool, house: House, visit: Opening
) -> None:
    address = house.ask("come", name="Tam App")["address"]
    page = visit(javascript=javascript)
    sign_in_by_code(page, house, address)
    page.goto("/account/")
    page.get_by_role("link", name="Add an app").click()
    page.get_by_text("Type the key instead").click()
    secret = page.locator(".key-text").inner_text()
    page.get_by_label("The code that the app shows").fill(code_of_app(secret))
    press(page, "Add the app")
    heading(page, "Your recovery codes")
    kept = page.locator(".recovery code").all_inner_texts()
    assert len(kept) == 10
    for typed in (code_of_app(secret, ahead=1), kept[0]):
        sign_out(page)
        sign_in_by_code(page, house, address)
        heading(page, "One more step")
        page.get_by_label("Code").fill("000000")
        press(page, "Sign in")
        expect(page.get_by_role("alert")).to_contain_text("This did not work.")
        page.get_by_label("Code").fill(typed)
        press(page, "Sign in")
        heading(page, re.compile("Tam"))
    sign_out(page)
    sign_in_by_code(page, house, address)
    page.get_by_label("Code").fill(kept[0])
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("This did not work.")


def test_a_passkey_is_made_and_opens_the_account_alone(house: House, visit: Opening) -> None:
    address = house.ask("come", name="Kit Passkey")["address"]
    page = visit()
    watcher = Watcher(page)
    give_authenticator(page)
    sign_in_by_code(page, house, address)
    page.goto("/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("Kit's key")
    press(page, "Make the passkey")
    heading(page, "Your recovery codes")
    page.goto("/account/")
    heading(page, "A passkey opens your account")
    expect(page.get_by_role("region", name="Passkeys").locator("b")).to_have_text("Kit's key")
    sign_out(page)
    press(page, "Use a passkey")
    heading(page, re.compile("Kit"))
    sign_out(page)
    sign_in_by_code(page, house, address)
    heading(page, "One more step")
    press(page, "Use your passkey")
    heading(page, re.compile("Kit"))
    page.goto("/account/")
    page.get_by_role("link", name="Remove Kit's key").click()
    press(page, "Remove the passkey")
    heading(page, "A code by email opens your account")
    assert watcher.take() == []


def test_a_passkey_that_is_not_there_leaves_every_other_way_open(house: House, visit: Opening) -> None:
    page = visit()
    give_authenticator(page)
    page.goto("/sign-in/")
    press(page, "Use a passkey")
    expect(page.get_by_role("alert")).to_have_text("No passkey was used. Try again, or choose another way.")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_enabled()
    expect(page.get_by_role("button", name="Email me a sign-in code")).to_be_enabled()


def test_a_passkey_without_javascript_is_told_kindly(visit: Opening) -> None:
    page = visit(javascript=False)
    page.goto("/sign-in/")
    press(page, "Use a passkey")
    expect(page.get_by_role("status")).to_contain_text("JavaScript, which is off in this browser")


def give_authenticator(page: Page) -> None:
    """A virtual authenticator that checks its person, as a phone or a laptop does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@both_ways
def test_another_session_is_ended(javascript: bool, house: House, visit: Opening) -> None:
    address = house.ask("come", name="Sol Session")["address"]
    lost, here = visit(address=address), visit(address=address, javascript=javascript)
    lost.goto("/me/")
    here.goto("/account/sessions/")
    heading(here, "Your account is open in 2 browsers")
    here.get_by_role("button", name="End it", exact=True).click()
    heading(here, "You are signed in here only")
    expect(here.get_by_text("That session has ended.")).to_be_visible()
    lost.goto("/me/")
    heading(lost, "Sign in")


@both_ways
def test_a_manager_without_a_second_step_is_led_to_its_set_up(
    javascript: bool, house: House, visit: Opening
) -> None:
    address = house.ask("come", name="Mo Manager", right="manage")["address"]
    page = visit(javascript=javascript)
    sign_in_by_code(page, house, address)
    heading(page, "Add a second step to go on")
    page.goto("/people/")
    heading(page, "Add a second step to go on")
    page.get_by_role("link", name="Add an app").click()
    page.get_by_text("Type the key instead").click()
    page.get_by_label("The code that the app shows").fill(code_of_app(page.locator(".key-text").inner_text()))
    press(page, "Add the app")
    heading(page, "Your recovery codes")
    page.goto("/people/")
    heading(page, re.compile("people"))


@both_ways
def test_a_link_from_the_letter_opens_the_account_in_its_browser(
    javascript: bool, house: House, visit: Opening
) -> None:
    address = house.ask("come", name="Lin Link")["address"]
    page, elsewhere = visit(javascript=javascript), visit(javascript=javascript)
    ask_for_code(page, address)
    link = f"/sign-in/code/{house.ask('code', address=address)}/"
    elsewhere.goto(link)
    heading(elsewhere, "This code is for another browser")
    page.goto(link)
    heading(page, "One tap, and you are in")
    press(page, "Sign in")
    heading(page, re.compile("Lin"))
