"""How a letter looks, in HTML and in text, and the headers around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_string
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils.translation import gettext_lazy

from cairn.mail import kinds
from cairn.mail.kinds import LetterKind
from cairn.mail.layout import LARGEST_HTML, Composed, Letter, compose, pack, unpack
from cairn.mail.layout.message import WIRE
from cairn.mail.layout.plain import tidy
from cairn.mail.tests.cast import CHECK_IN, CONTEXT, INVITATION, NOW

STOP = "http://localhost:8000/l/" + "t" * 32 + "/"
LETTER = Letter(
    kind=CHECK_IN,
    context=CONTEXT,
    address="ifeoma@halden.example",
    language="en-us",
    zone="Africa/Lagos",
    message_id="<0123abcd@cairn.example>",
    at=NOW,
    called="Ifeoma",
    stop_url=STOP,
    settings_url="http://localhost:8000/preferences/",
)
NEVER = {"script", "img", "svg", "link", "form", "input", "iframe", "object", "video", "base"}


class Rules(HTMLParser):
    """Reads a letter and notes where it breaks a rule of letters."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []
        self.open: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in NEVER:
            self.broken.append(f"<{tag}>")
        if any(name.startswith("on") for name in given):
            self.broken.append(f"<{tag}> acts")
        if "url(" in (given.get("style") or ""):
            self.broken.append(f"<{tag}> loads something")
        if tag == "table" and given.get("role") != "presentation":
            self.broken.append("a table that is read out as one")
        if tag in ("p", "h1", "h2", "a", "body") and not given.get("style"):
            self.broken.append(f"<{tag}> without inline style")
        if tag == "a" and not (given.get("href") or "").startswith(("http://", "https://")):
            self.broken.append("a link without a whole address")
        self.headings += tag == "h1"
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken.append(f"</{tag}> closes something else")


def broken_rules(html: str) -> list[str]:
    """The rules of letters that this one breaks."""
    rules = Rules()
    rules.feed(html)
    broken = [*rules.broken, *(f"<{tag}> stays open" for tag in rules.open)]
    if rules.headings != 1:
        broken.append(f"{rules.headings} headings")
    if "@media (prefers-color-scheme:dark)" not in html:
        broken.append("no dark look")
    if "max-width:560px" not in html:
        broken.append("no column of 560 pixels")
    if len(html.encode()) >= LARGEST_HTML:
        broken.append("too large")
    return broken


def made(**changes: Any) -> Composed:
    return compose(replace(LETTER, **changes))


def message_of(letter: Composed) -> Any:
    return message_from_string(letter.raw, _class=EmailMessage, policy=WIRE)


def every_kind() -> list[LetterKind]:
    return [kind for kind in kinds.all_kinds() if not kind.template.startswith("letters_of_tests")]


def test_a_letter_keeps_the_rules_of_letters() -> None:
    assert broken_rules(made().html) == []


def test_every_kind_of_letter_keeps_them_and_has_words_in_both_parts() -> None:
    broken = {}
    for kind in every_kind():
        letter = made(kind=kind, context=kind.sample, stop_url=STOP if kind.stoppable else "")
        broken[kind.name] = broken_rules(letter.html)
        assert len(letter.text) > 200, kind.name
        assert letter.subject, kind.name
        assert str(kind.reason), kind.name
    assert {name: rules for name, rules in broken.items() if rules} == {}


@pytest.mark.parametrize(
    "words, broken",
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<img src="https://elsewhere.example/a.png">', "<img>"),
        ("<p>plain</p>", "<p> without inline style"),
        ("<table><tr><td>1</td></tr></table>", "a table that is read out as one"),
        ('<a style="x" href="/relative/">there</a>', "a link without a whole address"),
        ("x" * LARGEST_HTML, "too large"),
    ],
)
def test_control_a_letter_that_breaks_a_rule_is_found(words: str, broken: str) -> None:
    assert broken in broken_rules(made().html.replace("You and", f"{words} You and"))


def test_what_people_write_is_shown_and_never_obeyed() -> None:
    letter = made(context={**CONTEXT, "other": "<b>Thảo</b>", "words": "{{ stop_url }} & <script>x</script>"})
    assert broken_rules(letter.html) == []
    assert "&lt;b&gt;Thảo&lt;/b&gt;" in letter.html
    assert "{{ stop_url }} &amp; &lt;script&gt;" in letter.html
    assert "{{ stop_url }} & <script>x</script>" in letter.text


def test_the_text_part_reads_well_by_itself() -> None:
    assert (
        made().text
        == """\
Cairn · Pathways 2026, Your organization

Your sixth meeting of eight

Was Thursday useful, Ifeoma?

You and Thảo had 45 minutes in the calendar, on 26 November at 16:00.
One tap answers; you do not need to sign in.

Yes, it was useful:
http://localhost:8000/l/a/

We met; it could have been better:
http://localhost:8000/l/b/

We moved it to another day:
http://localhost:8000/l/c/

We did not meet:
http://localhost:8000/l/d/

Thảo is asked the same. Neither of you sees the other’s answer unless
you choose to share it.

Thảo took away two things

Hand over the Friday report by 11 December.
Write the January slide as one sentence first.

--\x20
You get this once, the day after each meeting, because you mentor in
Pathways 2026.

Stop these questions:
http://localhost:8000/l/tttttttttttttttttttttttttttttttt/

All email settings:
http://localhost:8000/preferences/
"""
    )


def test_long_lines_are_wrapped_and_addresses_stay_whole() -> None:
    address = "https://cairn.example/" + "a" * 90
    text = tidy(f"{'word ' * 30}\n\n\n\nGo here: {address}\n    an   indented line {'x' * 70}\n")
    lines = text.splitlines()
    assert [line for line in lines if len(line) > 72] == [address, f"    an   indented line {'x' * 70}"]
    assert "\n\n\n" not in text


def test_times_are_in_the_readers_zone() -> None:
    assert "on 26 November at 16:00" in made(zone="Africa/Lagos").text
    assert "on 27 November at 00:00" in made(zone="Asia/Tokyo").text


def test_a_letter_that_can_be_stopped_says_so_to_mail_programs() -> None:
    message = message_of(made())
    assert message["List-Unsubscribe"] == f"<{STOP}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    without = message_of(made(stop_url=""))
    assert (without["List-Unsubscribe"], without["List-Unsubscribe-Post"]) == (None, None)


def test_a_long_stop_address_stays_on_one_line() -> None:
    url = "https://mentoring.a-rather-long-name-of-an-organization.example.org/l/" + "t" * 60 + "/"
    assert f"\r\nList-Unsubscribe: <{url}>\r\n" in made(stop_url=url).raw


def test_headers_say_who_when_and_that_a_machine_wrote() -> None:
    message = message_of(made())
    shown = {
        name: message[name] for name in ("To", "Date", "Message-ID", "Auto-Submitted", "Content-Language")
    }
    assert shown == {
        "To": "ifeoma@halden.example",
        "Date": "Fri, 27 Nov 2026 10:00:00 +0000",
        "Message-ID": "<0123abcd@cairn.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "en-us",
    }
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_same_letter_has_the_same_bytes_and_short_ascii_lines() -> None:
    raw = made().raw
    assert raw == made().raw
    assert raw.isascii()
    assert max(len(line) for line in raw.split("\r\n")) < 120
    assert "\n" not in raw.replace("\r\n", "")


@pytest.mark.parametrize("address", ["ifeoma@bücher.example", "o'neil+cairn@halden.example"])
def test_unusual_addresses_are_written_as_mail_servers_want_them(address: str) -> None:
    message = message_of(made(address=address))
    assert str(message["To"]) == address.replace("bücher", "xn--bcher-kva")


def test_a_subject_is_one_line_of_bounded_length_in_any_script() -> None:
    letter = made(context={**CONTEXT, "weekday": "thứ\nnăm " * 60})
    assert len(letter.subject) <= 150
    assert "\n" not in letter.subject
    assert message_of(letter)["Subject"] == letter.subject


def test_a_subject_may_show_only_what_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="shows hopes"):
        kinds.register(replace(INVITATION, name="telling", subject="{hopes}"))
    with pytest.raises(KeyError):
        made(context={"program": "Pathways 2026"})


def test_a_kind_is_declared_once_under_a_good_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        kinds.register(replace(INVITATION, template="another/template"))
    with pytest.raises(ValueError, match="no name"):
        kinds.register(replace(INVITATION, name="An Invitation"))
    with pytest.raises(kinds.UnknownKind):
        kinds.kind_of("nothing-of-ours")


def test_progress_is_solid_for_what_was_walked_and_dashed_ahead() -> None:
    html = made().html
    assert re.findall(r'<td width="(\d+)%"[^>]*?(\d)px (solid|dashed)', html.replace("border-top:", "")) == [
        ("75", "4", "solid"),
        ("25", "3", "dashed"),
    ]
    done = made(context={**CONTEXT, "steps_done": 8}).html
    assert re.findall(r'<td width="(\d+)%"', done) == ["100"]
    none = made(context={name: value for name, value in CONTEXT.items() if name != "steps_of"}).html
    assert re.findall(r'<td width="(\d+)%"', none) == []


def test_a_context_comes_back_as_it_was_told() -> None:
    told = {"at": NOW, "day": NOW.date(), "words": gettext_lazy("Yes"), "list": [{"n": 1}], "none": None}
    assert unpack(pack(told)) == {**told, "words": "Yes"}
    assert unpack("") == {}


@pytest.mark.parametrize(
    "value", [object(), datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None), {1, 2}, LETTER]
)
def test_a_letter_cannot_be_told_what_is_no_plain_value(value: Any) -> None:
    with pytest.raises(TypeError):
        pack({"value": value})


def test_documentation_has_the_table_of_kinds(request: pytest.FixtureRequest, monkeypatch: Any) -> None:
    monkeypatch.setattr(kinds, "_kinds", {kind.name: kind for kind in every_kind()})
    page = (request.config.rootpath / "docs/developers/letters.md").read_text()
    assert kinds.table() in page, f"Put this table into docs/developers/letters.md:\n\n{kinds.table()}"


def test_kinds_say_how_long_they_are_worth_sending() -> None:
    spoken: Callable[[Any], str] = kinds._in_words
    assert kinds.table().splitlines()[0].count("|") == 5
    assert [spoken(kind.good_for) for kind in (CHECK_IN, INVITATION)] == ["always", "30 days"]
