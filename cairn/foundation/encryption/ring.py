"""The ring of keys, in a file of its own: one key seals, all of them open.

The file is JSON, `{"seals": 17, "keys": {"17": "<base64 of 32 bytes>"}}`, mode 600. Numbers are drawn, so
that the ring of another installation is recognized as another one instead of failing like altered text.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

log = logging.getLogger(__name__)

VERSION = b"\x01"
HEAD_BYTES = 5
NONCE_BYTES = 12
TAG_BYTES = 16
KEY_BYTES = 32


class NoSuchKey(Exception):
    """The text was sealed with a key that is not in the ring."""


class Unreadable(Exception):
    """The sealed text was altered, or it belongs to another row or column."""


class BrokenRing(Exception):
    """The file of keys cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by their number; the one that `seals` is used for new texts. Never shows a key."""

    keys: Mapping[int, bytes] = field(repr=False)
    seals: int

    def __post_init__(self) -> None:
        if self.seals not in self.keys:
            raise BrokenRing("the key that seals is not in the ring")
        if any(len(key) != KEY_BYTES for key in self.keys.values()):
            raise BrokenRing("a key does not have 32 bytes")

    def seal(self, text: str, bound_to: str) -> bytes:
        """The text, sealed: version, number of the key, nonce, ciphertext and tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        head = VERSION + self.seals.to_bytes(HEAD_BYTES - 1, "big")
        clear = text.encode("utf-8", "surrogatepass")
        return head + nonce + AESGCM(self.keys[self.seals]).encrypt(nonce, clear, head + bound_to.encode())

    def open(self, sealed: bytes, bound_to: str) -> str:
        """The text again. Raises `NoSuchKey` or `Unreadable`."""
        number = key_number(sealed)
        if number not in self.keys:
            raise NoSuchKey(f"key {number} is not in the ring")
        head, rest = sealed[:HEAD_BYTES], sealed[HEAD_BYTES:]
        nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
        try:
            clear = AESGCM(self.keys[number]).decrypt(nonce, body, head + bound_to.encode())
        except InvalidTag:
            raise Unreadable("the sealed text does not belong here or was altered") from None
        return clear.decode("utf-8", "surrogatepass")

    def with_new_key(self) -> KeyRing:
        """This ring with one more key, which seals from now on; the others still open."""
        number = _draw_number(self.keys)
        return KeyRing({**self.keys, number: AESGCM.generate_key(256)}, number)

    def without_key(self, number: int) -> KeyRing:
        """This ring without a key. Raises `BrokenRing` for the key that seals.

        Whoever calls this has made sure that nothing is sealed with it any more.
        """
        return KeyRing({known: key for known, key in self.keys.items() if known != number}, self.seals)


def key_number(sealed: bytes) -> int:
    """Which key a text was sealed with. Raises `Unreadable` for what is no sealed text."""
    if sealed[:1] != VERSION or len(sealed) < HEAD_BYTES + NONCE_BYTES + TAG_BYTES:
        raise Unreadable("not a sealed text")
    return int.from_bytes(sealed[1:HEAD_BYTES], "big")


def ring() -> KeyRing:
    """The ring of this installation; the first use writes the file with one new key.

    A ring that another process has rewritten is read again. Raises `BrokenRing`.
    """
    path = Path(settings.KEY_RING)
    try:
        known = path.stat()
    except FileNotFoundError:
        _create(path)
        known = path.stat()
    return _read(path, (known.st_mtime_ns, known.st_ino, known.st_size))


def save(kept: KeyRing) -> None:
    """Writes the ring of this installation: whoever reads meanwhile finds the old file or the new one."""
    path = Path(settings.KEY_RING)
    written = _write_beside(path, kept)
    os.replace(written, path)
    _sync_folder(path.parent)


def others_may_read(path: Path) -> bool:
    """Whether the file of keys is open to more than its owner."""
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & 0o077)


@lru_cache(maxsize=4)
def _read(path: Path, mark: tuple[int, int, int]) -> KeyRing:
    """The ring as the file has it; `mark` tells one state of the file from another."""
    try:
        kept = json.loads(path.read_text("ascii"))
        keys = {int(number): base64.b64decode(key, validate=True) for number, key in kept["keys"].items()}
        found = KeyRing(keys, int(kept["seals"]))
    except (ValueError, KeyError, TypeError, AttributeError, BrokenRing):
        raise BrokenRing(f"{path} is no file of keys, or was damaged; restore it from a backup") from None
    if others_may_read(path):
        log.warning("The keys in %s can be read by others. Run: chmod 600 %s", path, path)
    return found


def _create(path: Path) -> None:
    """Writes a ring with one key, unless another process is quicker."""
    number = _draw_number(())
    written = _write_beside(path, KeyRing({number: AESGCM.generate_key(256)}, number))
    try:
        os.link(written, path)
    except FileExistsError:
        pass
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(written)
    _sync_folder(path.parent)


def _write_beside(path: Path, kept: KeyRing) -> str:
    """The ring in a new file of its own (mode 600) in the same folder, safely on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = {str(number): base64.b64encode(key).decode("ascii") for number, key in kept.keys.items()}
    file, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with open(file, "w", encoding="ascii") as writing:
        json.dump({"seals": kept.seals, "keys": keys}, writing, indent=1)
        writing.flush()
        os.fsync(writing.fileno())
    return name


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _draw_number(taken: Mapping[int, bytes] | tuple[()]) -> int:
    while True:
        number = secrets.randbelow(2**31 - 1) + 1
        if number not in taken:
            return number
