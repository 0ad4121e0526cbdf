"""The text part of a letter: wrapped for narrow windows, addresses whole, no gaps where a block is empty."""

from __future__ import annotations

import textwrap

WIDTH = 72


def tidy(text: str) -> str:
    """Wraps lines at 72 signs; keeps indented lines and addresses as they are; one blank line at most.

    Within a paragraph, single line breaks are kept: they may be a reader's own.
    """
    done: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.rstrip()
        if bare == "--":
            bare = "-- "  # the mark before a signature, which mail programs know
        if not bare and (not done or not done[-1]):
            continue
        if len(bare) <= WIDTH or bare.startswith("    "):
            done.append(bare)
        else:
            done.extend(textwrap.wrap(bare, WIDTH, break_long_words=False, break_on_hyphens=False))
    return "\n".join(done).strip() + "\n"
