import base64
import json
import os
import secrets
import stat
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.encryption import BrokenRing, KeyRing, NoSuchKey, Unreadable, key_number, ring, save

PLACE = "table|column|1"
TEXTS = st.text(alphabet=st.characters(), max_size=400)


def new_ring() -> KeyRing:
    return KeyRing({1: AESGCM.generate_key(256), 2: AESGCM.generate_key(256)}, 2)


@given(TEXTS, st.text(max_size=60))
def test_what_is_sealed_opens_in_its_place(text: str, place: str) -> None:
    keys = new_ring()

    assert keys.open(keys.seal(text, place), place) == text


@given(TEXTS, st.text(max_size=60), st.text(max_size=60))
def test_a_copied_ciphertext_does_not_open_in_another_place(text: str, place: str, other: str) -> None:
    keys = new_ring()
    if place != other:
        with pytest.raises(Unreadable):
            keys.open(keys.seal(text, place), other)


@given(TEXTS, st.data())
def test_an_altered_ciphertext_does_not_open(text: str, data: st.DataObject) -> None:
    keys = new_ring()
    sealed = bytearray(keys.seal(text, PLACE))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises((Unreadable, NoSuchKey)):
        keys.open(bytes(sealed), PLACE)


@given(TEXTS, st.data())
def test_a_ciphertext_that_was_cut_off_does_not_open(text: str, data: st.DataObject) -> None:
    keys = new_ring()
    sealed = keys.seal(text, PLACE)

    with pytest.raises(Unreadable):
        keys.open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], PLACE)


def test_the_head_cannot_be_exchanged_for_that_of_another_key() -> None:
    """Two numbers for one key: the number stands in what is authenticated."""
    key = AESGCM.generate_key(256)
    keys = KeyRing({1: key, 2: key}, 1)
    sealed = keys.seal("words", PLACE)
    forged = sealed[:1] + (2).to_bytes(4, "big") + sealed[5:]

    with pytest.raises(Unreadable):
        keys.open(forged, PLACE)


def test_control_without_the_place_a_copied_ciphertext_opens() -> None:
    keys = new_ring()

    assert keys.open(keys.seal("words", ""), "") == "words"


def test_the_same_words_are_never_sealed_alike() -> None:
    keys = new_ring()

    assert len({keys.seal("words", PLACE) for _ in range(100)}) == 100


def test_older_keys_open_and_the_newest_seals() -> None:
    old = KeyRing({1: AESGCM.generate_key(256)}, 1)
    sealed = old.seal("written long ago", PLACE)
    keys = old.with_new_key()

    assert keys.open(sealed, PLACE) == "written long ago"
    assert keys.seals != 1
    assert key_number(keys.seal("new", PLACE)) == keys.seals
    with pytest.raises(NoSuchKey, match="key 1 is not in the ring"):
        keys.without_key(1).open(sealed, PLACE)


def test_the_key_that_seals_cannot_be_taken_out() -> None:
    with pytest.raises(BrokenRing):
        new_ring().without_key(2)


def test_a_ring_of_another_installation_is_recognized(key_file: Path) -> None:
    sealed = ring().seal("words", PLACE)
    key_file.unlink()

    with pytest.raises(NoSuchKey):
        ring().open(sealed, PLACE)


def test_neither_keys_nor_words_show_in_what_is_printed() -> None:
    key = AESGCM.generate_key(256)
    keys = KeyRing({7: key}, 7)

    assert repr(keys) == str(keys) == "KeyRing(seals=7)"
    with pytest.raises(Unreadable) as refusal:
        keys.open(keys.seal("what nobody shall read", PLACE), "elsewhere")
    assert str(refusal.value) == "the sealed text does not belong here or was altered"
    assert refusal.value.__cause__ is None


def test_the_first_use_writes_a_file_that_only_its_owner_can_read(key_file: Path) -> None:
    keys = ring()

    kept = json.loads(key_file.read_text())
    assert kept["seals"] == keys.seals
    assert [base64.b64decode(key) for key in kept["keys"].values()] == list(keys.keys.values())
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == ["keys.json"]


def test_all_who_use_it_first_get_the_same_ring(key_file: Path) -> None:
    barrier, found = threading.Barrier(16), []

    def use() -> None:
        barrier.wait(timeout=60)
        found.append(ring().seals)

    threads = [threading.Thread(target=use) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [ring().seals] * 16


def test_a_rewritten_ring_is_used_without_a_restart(key_file: Path) -> None:
    before = ring()
    sealed = before.seal("words", PLACE)

    save(before.with_new_key())

    assert ring().seals != before.seals
    assert ring().open(sealed, PLACE) == "words"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_a_rewrite_that_is_killed_leaves_the_old_ring(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ring()

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            save(before.with_new_key())

    assert ring() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"seals": 1, "keys": {}}',
        '{"seals": 1, "keys": {"1": "c2hvcnQ="}}',
        '{"seals": 1, "keys": {"1": "not base64!"}}',
        '{"seals": 2, "keys": {"1": "' + "A" * 43 + '="}}',
        '{"seals": "one", "keys": {"one": "' + "A" * 43 + '="}}',
    ],
)
def test_a_damaged_file_says_which_and_shows_nothing_of_it(key_file: Path, text: str) -> None:
    key_file.parent.mkdir()
    key_file.write_text(text)

    with pytest.raises(BrokenRing) as refusal:
        ring()

    assert str(refusal.value) == f"{key_file} is no file of keys, or was damaged; restore it from a backup"


def test_keys_that_others_may_read_are_warned_of(key_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    ring()
    key_file.chmod(0o640)
    save_mark = secrets.token_hex(4)  # another content, so that the file is read anew
    key_file.write_text(json.dumps({**json.loads(key_file.read_text()), "note": save_mark}))

    ring()

    assert caplog.messages == [f"The keys in {key_file} can be read by others. Run: chmod 600 {key_file}"]
