"""How letters look: one HTML and one text template for all of them, and the message around."""

from cairn.mail.layout.message import LARGEST_HTML, Composed, Letter, compose
from cairn.mail.layout.words import pack, unpack

__all__ = ["LARGEST_HTML", "Composed", "Letter", "compose", "pack", "unpack"]
