"""Reading the skills of two public classifications, ESCO and the O*NET database, from their own files.

The files are not part of Cairn: whoever wants them downloads them and shows the credit that they ask for.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path

from cairn.matching.vocabulary.folding import key_of, words_of
from cairn.matching.vocabulary.standard import standard_vocabulary
from cairn.matching.vocabulary.vocabulary import Vocabulary
from cairn.matching.vocabulary.words import Skill, VocabularyError, Word

ESCO_CREDIT = "This service uses the ESCO classification of the European Commission."
"""The line to show wherever skills from ESCO are used; say beside it that the list was adapted."""

ONET_CREDIT = (
    "This page includes information from the O*NET {version} Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a "
    "trademark of USDOL/ETA. {name} has modified all or some of this information. USDOL/ETA has not "
    "approved, endorsed, or tested these modifications."
)
"""The line to show wherever skills from the O*NET database are used.

Fill it by `ONET_CREDIT.format(version="…", name="…")`: the release of the file and your organization.
"""

ESCO_GROUPS = (
    Word(key="esco-skill", name="Skills and competences (ESCO)"),
    Word(key="esco-knowledge", name="Knowledge (ESCO)"),
)
ONET_GROUPS = (
    Word(key="onet-skill", name="Skills (O*NET)"),
    Word(key="onet-knowledge", name="Knowledge (O*NET)"),
    Word(key="onet-technology", name="Technology (O*NET)"),
)

_ESCO_RELATIONS = (("originalSkillUri", "relatedSkillUri"), ("conceptUri", "broaderUri"))
# Branches of the content model: basic and cross-functional skills, and knowledge.
_ONET_BRANCHES = {"2.A.": "onet-skill", "2.B.": "onet-skill", "2.C.": "onet-knowledge"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One imported skill: `source` is its identity in the file that it comes from."""

    source: str
    name: str
    group: str
    wordings: tuple[str, ...] = ()


def from_esco(
    skills: Path | str,
    relations: Path | str | None = None,
    *,
    base: Vocabulary | None = None,
    replace: bool = False,
) -> Vocabulary:
    """A vocabulary with the skills of ESCO 1.x, from its CSV files in any of its languages.

    `skills` is the file of skills (columns conceptUri, skillType, preferredLabel, altLabels; a status
    of 'obsolete' is left out). `relations` is the file of relations between skills (originalSkillUri,
    relatedSkillUri) or of broader concepts (conceptUri, broaderUri); relations to what is not in `skills`
    are left out. The skills are added to those of `base`, the standard vocabulary unless another is given;
    with `replace` they take their place. A skill that `base` knows keeps its id and name and gains
    wordings; a wording that another skill holds stays with that skill.

    Raises `VocabularyError` naming the file and the missing column or the line, and `OSError` where a file
    cannot be opened. Show `ESCO_CREDIT` where the result is used.
    """
    entries = []
    for line, row in _rows(Path(skills), ",", ("conceptUri", "skillType", "preferredLabel", "altLabels")):
        if row.get("status", "").strip().casefold() == "obsolete":
            continue
        entries.append(
            _Entry(
                source=_filled(Path(skills), line, row, "conceptUri"),
                name=_filled(Path(skills), line, row, "preferredLabel"),
                group="esco-knowledge" if row["skillType"].strip() == "knowledge" else "esco-skill",
                wordings=tuple(label.strip() for label in row["altLabels"].splitlines()),
            )
        )
    links = [] if relations is None else list(_esco_links(Path(relations)))
    return _with_skills(Path(skills), entries, links, ESCO_GROUPS, base, replace)


def from_onet(path: Path | str, *, base: Vocabulary | None = None, replace: bool = False) -> Vocabulary:
    """A vocabulary with skills of the O*NET database, from one of its tab-separated text files.

    The file is 'Technology Skills' (columns Commodity Title, Example: kinds of software, with products
    as wordings), or any with the columns Element ID and Element Name, such as 'Skills', 'Knowledge' or
    'Content Model Reference', of which the branches 2.A, 2.B and 2.C are taken at their finest level. The
    columns tell which. No relations are read. `base`, `replace` and what is raised are as for `from_esco`.
    Show `ONET_CREDIT` where the result is used.
    """
    file = Path(path)
    columns = set(_header(file, "\t"))
    entries = _technologies(file) if columns & {"Commodity Title", "Example"} else _elements(file)
    return _with_skills(file, entries, [], ONET_GROUPS, base, replace)


def _technologies(file: Path) -> list[_Entry]:
    products: dict[str, dict[str, None]] = {}
    for line, row in _rows(file, "\t", ("Commodity Title", "Example")):
        title = _filled(file, line, row, "Commodity Title")
        products.setdefault(title, {})[_filled(file, line, row, "Example")] = None
    return [_Entry(title, title, "onet-technology", tuple(names)) for title, names in products.items()]


def _elements(file: Path) -> list[_Entry]:
    entries: dict[str, _Entry] = {}
    for line, row in _rows(file, "\t", ("Element ID", "Element Name")):
        element = _filled(file, line, row, "Element ID")
        group = _ONET_BRANCHES.get(element[:4])
        if group is not None:
            entries[element] = _Entry(element, _filled(file, line, row, "Element Name"), group)
    parents = {element.rpartition(".")[0] for element in entries}
    return [entry for element, entry in entries.items() if element not in parents]


def _esco_links(file: Path) -> Iterator[tuple[str, str]]:
    header = _header(file, ",")
    for origin, target in _ESCO_RELATIONS:
        if origin in header and target in header:
            for line, row in _rows(file, ",", (origin, target)):
                yield _filled(file, line, row, origin), _filled(file, line, row, target)
            return
    pairs = " or ".join(f"'{origin}' and '{target}'" for origin, target in _ESCO_RELATIONS)
    raise VocabularyError(f"{file.name}: needs the columns {pairs}; it has {_listed(header)}.")


def _with_skills(
    file: Path,
    entries: Sequence[_Entry],
    links: Sequence[tuple[str, str]],
    groups: tuple[Word, ...],
    base: Vocabulary | None,
    replace: bool,
) -> Vocabulary:
    """The base with the entries added to its skills, or in their place."""
    if not entries:
        raise VocabularyError(f"{file.name}: there is no skill in it.")
    base = base or standard_vocabulary()
    skills = {} if replace else {skill.id: skill for skill in base.skills}
    holders = {
        key_of(wording): skill.id
        for skill in skills.values()
        for wording in (skill.id, skill.name, *skill.synonyms, *skill.only_alone)
    }
    ids: dict[str, str] = {}
    for entry in entries:
        ids[entry.source] = _placed(file, entry, skills, holders)
    for entry in entries:
        _add_wordings(skills, holders, ids[entry.source], entry.wordings)
    for origin, target in links:
        one, other = ids.get(origin), ids.get(target)
        if one is not None and other is not None and one != other:
            skills[one] = changed(skills[one], related=skills[one].related | {other})
    kept_groups = () if replace else base.groups
    new_groups = tuple(group for group in groups if group not in kept_groups)
    used = {skill.group for skill in skills.values()}
    return changed(
        base,
        skills=tuple(skills.values()),
        groups=(*kept_groups, *(group for group in new_groups if group.key in used)),
    )


def _placed(file: Path, entry: _Entry, skills: dict[str, Skill], holders: dict[str, str]) -> str:
    """The id under which the entry stands, made from its name unless a skill is called so already."""
    key = key_of(entry.name)
    if not key:
        raise VocabularyError(f"{file.name}: the name '{entry.name}' of {entry.source} has no letters.")
    if key not in holders:
        skill_id = "-".join(words_of(entry.name))
        skills[skill_id] = Skill(id=skill_id, name=entry.name[:1].upper() + entry.name[1:], group=entry.group)
        holders[key] = skill_id
    return holders[key]


def _add_wordings(
    skills: dict[str, Skill], holders: dict[str, str], skill_id: str, wordings: Sequence[str]
) -> None:
    """Adds the wordings that no skill holds yet.

    Nobody chose them with sentences in mind, so a single word ('Slack', 'box') counts only alone.
    """
    phrases: list[str] = []
    alone: list[str] = []
    for wording in wordings:
        key = key_of(wording)
        if key and key not in holders:
            holders[key] = skill_id
            (phrases if len(words_of(wording)) > 1 else alone).append(wording)
    skill = skills[skill_id]
    skills[skill_id] = changed(
        skill, synonyms=(*skill.synonyms, *phrases), only_alone=(*skill.only_alone, *alone)
    )


def _header(file: Path, separator: str) -> list[str]:
    with file.open(encoding="utf-8-sig", errors="replace") as text:
        return [name.strip().strip('"') for name in text.readline().split(separator)]


def _rows(file: Path, separator: str, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Every filled row as (its last line in the file, its cells by column). Raises `VocabularyError`."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = (
            csv.reader(text, delimiter=separator, strict=True)
            if separator == ","
            else csv.reader(text, delimiter=separator, quoting=csv.QUOTE_NONE)
        )
        try:
            header = [name.strip() for name in next(reader, [])]
            missing = [name for name in needed if name not in header]
            if missing:
                columns = "column" if len(missing) == 1 else "columns"
                raise VocabularyError(
                    f"{file.name}: needs the {columns} {_listed(missing)}; it has {_listed(header)}."
                )
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(header):
                    raise VocabularyError(
                        f"{file.name}, line {reader.line_num}: has {len(cells)} cells, "
                        f"but there are {len(header)} columns."
                    )
                yield reader.line_num, dict(zip(header, cells, strict=True))
        except UnicodeDecodeError as error:
            raise VocabularyError(
                f"{file.name}, after line {reader.line_num}: is not text in UTF-8 (byte {error.start})."
            ) from error
        except csv.Error as error:
            raise VocabularyError(f"{file.name}, line {reader.line_num}: {error}.") from error


def _filled(file: Path, line: int, row: dict[str, str], column: str) -> str:
    cell = row[column].strip()
    if not cell:
        raise VocabularyError(f"{file.name}, line {line}: the column '{column}' is empty.")
    return cell


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"
