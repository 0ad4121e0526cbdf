"""Who each row is: its id, and what is wrong if two rows are the same person, or seem to be."""

from __future__ import annotations

from collections.abc import Iterator

from cairn.cli.directory import Entry, Side, fold_name
from cairn.sheets import Row, RowError, Sheet


def identify(mentees: Sheet, mentors: Sheet) -> tuple[list[Entry], list[RowError]]:
    """An entry for every row of both sheets, and what is wrong with who they are.

    The id of a row is its own, or else the email, or else the name. Whoever stands in both sheets with the
    same email has the same id in both.
    """
    left = [_entry(Side.MENTEE, mentees, row) for row in mentees.rows]
    right = [_entry(Side.MENTOR, mentors, row) for row in mentors.rows]
    problems = [*_within(left), *_within(right)]
    _unite(left, right)
    problems.extend(_across(left, right))
    return [*left, *right], problems


def _entry(side: Side, sheet: Sheet, row: Row) -> Entry:
    own, email, name = row["id"], row["email"].casefold(), " ".join(row["name"].split())
    return Entry(side, sheet, row, own or email or name, bool(own), email, name)


def _within(entries: list[Entry]) -> Iterator[RowError]:
    """Rows that name nobody, and people who stand in one sheet twice."""
    ids: dict[str, Entry] = {}
    emails: dict[str, Entry] = {}
    for entry in entries:
        sheet, row = entry.sheet, entry.row
        if not entry.id:
            yield sheet.error(row, None, "The row names nobody. Fill the ID, the email or the name.")
            continue
        if entry.email and (entry.email.count("@") != 1 or " " in entry.email):
            yield sheet.warning(
                row, "email", f"'{entry.email}' is no email address. It was kept as it stands."
            )
        first = ids.setdefault(entry.id, entry)
        if first is not entry:
            key = "id" if entry.own_id else "email" if entry.email else "name"
            same = {"id": "ID", "email": "email", "name": "name"}[key]
            message = f"This person stands in row {first.row.line} already (the same {same}, '{entry.id}'). "
            advice = "Keep one of the two rows."
            if key == "name" or (
                first.name and entry.name and fold_name(first.name) != fold_name(entry.name)
            ):
                advice = "Keep one of the two rows, or, if they are two people, give each an ID of their own."
            yield sheet.error(row, key, message + advice)
            continue
        if entry.email:
            first = emails.setdefault(entry.email, entry)
            if first is not entry:
                yield sheet.error(
                    row,
                    "email",
                    f"Row {first.row.line} has the same email under another ID. Keep one of the two rows, or "
                    "correct the email.",
                )


def _unite(left: list[Entry], right: list[Entry]) -> None:
    """Give whoever stands in both sheets with one email, and an own ID in only one, that ID in both."""
    for known, others in ((left, right), (right, left)):
        own = {entry.email: entry.id for entry in known if entry.own_id and entry.email}
        for entry in others:
            if not entry.own_id and entry.email in own:
                entry.id = own[entry.email]


def _across(left: list[Entry], right: list[Entry]) -> Iterator[RowError]:
    """Mentors who are mentees as well, or who seem to be."""
    ids = {entry.id: entry for entry in reversed(left) if entry.id}
    emails = {entry.email: entry for entry in reversed(left) if entry.email}
    names = {fold_name(entry.name): entry for entry in reversed(left) if entry.name}
    for entry in right:
        if not entry.id:
            continue
        twin = ids.get(entry.id)
        if twin is not None:
            yield _both_roles(entry, twin)
            continue
        twin = emails.get(entry.email) if entry.email else None
        if twin is not None:
            yield entry.sheet.error(
                entry.row,
                "id",
                f"A mentee has the same email ({twin.where}) and another ID. Give both rows the same ID, or "
                "correct the email.",
            )
            continue
        twin = names.get(fold_name(entry.name)) if entry.name else None
        if twin is not None and not (twin.email and entry.email):
            yield entry.sheet.warning(
                entry.row,
                "name",
                f"A mentee has the same name ({twin.where}). They were taken for two people; if they are "
                "one, give both rows the same ID.",
            )


def _both_roles(mentor: Entry, mentee: Entry) -> RowError:
    names = {fold_name(entry.name) for entry in (mentor, mentee) if entry.name}
    same_email = bool(mentor.email) and mentor.email == mentee.email
    if len(names) == 2 and not same_email and mentor.own_id:
        return mentor.sheet.error(
            mentor.row,
            "id",
            f"'{mentor.id}' is {mentee.label} among the mentees ({mentee.where}) and {mentor.label} here. "
            "The same ID in both sheets is one person: give two people different IDs.",
        )
    return mentor.sheet.warning(
        mentor.row,
        None,
        f"{mentor.label} is a mentee as well ({mentee.where}). Both roles are used; nobody is matched with "
        "themselves.",
    )
