"""Keeping a spreadsheet program from running text as a formula.

Text that begins like a formula gets an apostrophe in front when it is written, and loses it when it is
read. Text that has apostrophes already gets one more, so that reading gives back exactly what was there.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile("[\\s']*[=+\\-@\t\r\n\0＝＋－＠]")


def guard(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet program might take it for a formula.

    >>> guard("=1+1"), guard("plain"), guard("'=1+1")
    ("'=1+1", 'plain', "''=1+1")
    """
    return "'" + text if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`.

    >>> unguard("'=1+1"), unguard("'tis"), unguard("''=1+1")
    ('=1+1', "'tis", "'=1+1")
    """
    return text[1:] if text[:1] == "'" and _DANGEROUS.match(text, 1) else text
