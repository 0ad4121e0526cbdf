"""Names, addresses and whom a word means, among the people who were read."""

from __future__ import annotations

import difflib
from collections import Counter

from cairn.cli.directory import fold_name
from cairn.cli.exits import Ending, Stop
from cairn.cli.reading import Reading


class Whom:
    """Knows everybody who was read by id."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = {person.id: person.label for person in (*reading.mentors, *reading.mentees)}
        times = Counter(self._names.values())
        self._shared = {name for name, number in times.items() if number > 1}
        self.mentees = frozenset(person.id for person in reading.mentees)
        self.mentors = frozenset(person.id for person in reading.mentors)

    def name(self, person: str) -> str:
        """What to call somebody, with the id where two share a name; the id of whoever is not there."""
        name = self._names.get(person, person)
        return f"{name} ({person})" if name in self._shared else name

    def plain(self, person: str) -> str:
        """The name alone, for a table that has the id beside it."""
        return self._names.get(person, person)

    def full(self, person: str) -> str:
        """The name and the id."""
        name = self._names.get(person, person)
        return name if name == person else f"{name} ({person})"

    def email(self, person: str) -> str:
        """The address, '' if none was given."""
        return self._reading.emails.get(person, "")

    def find(self, text: str) -> str:
        """The id of the one whom an id, email, name or some words of a name mean.

        Raises `Stop` for nobody or for several.
        """
        if text in self._names:
            return text
        wanted = fold_name(text)
        found = sorted(person for person in self._names if wanted in self._wordings(person))
        if not found:
            words = set(wanted.split())
            found = sorted(person for person in self._names if words and words <= self._words(person))
        if len(found) == 1:
            return found[0]
        if found:
            lines = [f"{self.plain(person)}, ID {person}" for person in found]
            raise Stop(
                Ending.WRONG_USE, f"Several people are called '{text}':", lines, "Name one by ID or email."
            )
        raise Stop(Ending.WRONG_USE, f"'{text}' is nobody in either sheet.", hint=self._hint(wanted))

    def _wordings(self, person: str) -> set[str]:
        return {fold_name(word) for word in (person, self.plain(person), self.email(person)) if word}

    def _words(self, person: str) -> set[str]:
        return set(fold_name(self.plain(person)).split())

    def _hint(self, wanted: str) -> str:
        """Who waits under this name, or who is written most like it."""
        for waiting in self._reading.waiting:
            if wanted in (fold_name(waiting.id), fold_name(waiting.label)):
                return (
                    f"{waiting.label} has a row with an error (row {waiting.line} of {waiting.sheet}) and "
                    "waits until it is mended."
                )
        parts = {fold_name(self.plain(person)): self.plain(person) for person in self._names}
        likely = [name for folded, name in parts.items() if wanted and wanted in folded]
        near = difflib.get_close_matches(wanted, parts, n=1, cutoff=0.6)
        if len(likely) == 1 or near:
            return f"Did you mean '{likely[0] if len(likely) == 1 else parts[near[0]]}'?"
        return "Write an ID, an email or a name as it stands in the sheets."
