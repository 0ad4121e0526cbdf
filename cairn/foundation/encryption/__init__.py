"""Private words are kept encrypted: AES-256-GCM, bound to table, column and row."""

from cairn.foundation.encryption.field import EncryptedText
from cairn.foundation.encryption.ring import (
    BrokenRing,
    KeyRing,
    NoSuchKey,
    Unreadable,
    key_number,
    ring,
    save,
)

__all__ = ["BrokenRing", "EncryptedText", "KeyRing", "NoSuchKey", "Unreadable", "key_number", "ring", "save"]
