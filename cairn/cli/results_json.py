"""A result as JSON: everything, in one stable form. `docs/match-command/README.md` documents it."""

from __future__ import annotations

import json
from typing import Any

from cairn import __version__
from cairn.cli.options import Kind
from cairn.cli.result import Match, Result
from cairn.cli.settings_used import proof_of, settings
from cairn.matching import Change, Explanation, Lack, Reader
from cairn.matching.modes.ranked import on_own_list

FORMAT = 1
"""Raised whenever a field changes its meaning or goes; new fields do not raise it."""


def to_json(result: Result) -> bytes:
    """The whole result, in UTF-8. The same result gives the same bytes."""
    text = json.dumps(document(result), ensure_ascii=False, indent=1)
    # Half a letter cannot be written in any encoding.
    return (text + "\n").encode("utf-8", "replace")


def document(result: Result) -> dict[str, Any]:
    """The whole result as plain values. Scores are in points, 0 to 100, with two digits at most."""
    proof = proof_of(result)
    made: dict[str, Any] = {
        "format": FORMAT,
        "cairn": __version__,
        "engine": result.plan.version,
        "fingerprint": result.plan.fingerprint,
        "settings": settings(result),
        "summary": _summary(result),
        "proof": {"state": proof.state.value, "level": proof.level, "gap": proof.gap},
        "pairs": [_pair(result, pair) for pair in result.pairs],
        "unmatched": [
            {
                **_person(result, left.person),
                "cause": left.cause,
                "why": left.why,
                "next_step": left.step,
                "for_mentee": {"why": left.kind_why, "next_step": left.kind_step},
            }
            for left in result.left
        ],
        "mentors": [
            {**_person(result, mentor.id), "seats": mentor.seats, "mentees": result.plan.loads[mentor.id]}
            for mentor in sorted(result.reading.mentors, key=lambda each: each.id)
        ],
        "lacks": [_lack(lack) for lack in result.lacks],
        "ruled_out": {rule.value: count for rule, count in result.plan.candidates.removed.items()},
        "fairness": _fairness(result),
        "waiting": [
            {
                "id": each.id,
                "name": each.label,
                "side": each.side.value,
                "sheet": each.sheet,
                "row": each.line,
            }
            for each in result.reading.waiting
        ],
        "warnings": [
            {"sheet": each.sheet, "row": each.line, "column": each.column, "message": each.message}
            for each in result.reading.warnings
        ],
    }
    if result.circles:
        made["circles"] = _circles(result)
    if result.ranked:
        made["ranked"] = _ranked(result)
    if result.orders:
        made["orders"] = _orders(result)
    return made


def _summary(result: Result) -> dict[str, Any]:
    scores = [pair.score for pair in result.pairs]
    return {
        "mentees": len(result.reading.mentees),
        "mentors": len(result.reading.mentors),
        "seats": sum(mentor.seats for mentor in result.reading.mentors),
        "matched": len(result.reading.mentees) - len(result.left),
        "pairs": len(result.pairs),
        "lowest": _points(min(scores)) if scores else None,
        "mean": round(sum(scores) / len(scores) / 100, 2) if scores else None,
        "total": _points(sum(scores)),
        "price_percent": None if result.price is None else round(result.price, 3),
        "bands": {
            band: sum(pair.band == band for pair in result.pairs)
            for band in ("strong", "good", "fair", "weak")
        },
    }


def _pair(result: Result, pair: Match) -> dict[str, Any]:
    manager = result.told[Reader.MANAGER]
    there = manager[pair.mentee, pair.mentor]
    made = {
        "mentee": _person(result, pair.mentee),
        "mentor": _person(result, pair.mentor),
        "points": _points(pair.score),
        "band": pair.band,
        "kept": pair.locked,
        "below_minimum": pair.below_minimum,
        "contributions": _contributions(there),
        "reasons": {
            "for_mentee": _told(result.to_mentee(pair)),
            "for_mentor": _told(result.to_mentor(pair)),
            "for_manager": _told(there),
        },
    }
    if result.kind is Kind.PEERS:
        made["contributions_back"] = _contributions(manager[pair.mentor, pair.mentee])
    return made


def _contributions(told: Explanation) -> dict[str, Any]:
    return {
        share.criterion.value: {
            "points": _points(share.points),
            "of": _points(share.whole),
            "answered": share.answered,
        }
        for share in (told.standing.shares if told.standing else ())
    }


def _told(told: Explanation) -> dict[str, Any]:
    return {
        "headline": told.headline,
        "reasons": [{"criterion": each.criterion.value, "text": each.text} for each in told.reasons],
        "note": told.note,
        "limit": told.limit.text if told.limit else None,
    }


def _person(result: Result, person: str) -> dict[str, Any]:
    return {
        "id": person,
        "name": result.who.plain(person),
        "email": result.who.email(person) or None,
    }


def _lack(lack: Lack) -> dict[str, Any]:
    return {
        "skill": lack.skill,
        "name": lack.name,
        "wanted": lack.wanted,
        "unmatched": lack.unmatched,
        "without": lack.without,
        "seats": lack.seats,
        "one_more_seat": None
        if lack.value is None
        else {"mentor": lack.mentor, **_change(lack.value.change)},
        "text": lack.text,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "matched": change.matched,
        "second": change.second,
        "third": change.third,
        "weak": change.weak,
        "total": _points(change.total),
    }


def _fairness(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "attribute": report.attribute,
            "hidden": report.hidden,
            "groups": [
                {
                    "group": line.group,
                    "mentees": line.mentees,
                    "matched": line.matched,
                    "mean": None if line.mean is None else round(line.mean / 100, 2),
                }
                for line in report.groups
            ],
        }
        for report in result.fairness
    ]


def _circles(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "mentor": circle.mentor,
            "members": list(circle.members),
            "fit": _points(circle.fit),
            "likeness": _points(circle.likeness),
            "languages": list(circle.languages),
            "too_small": circle.too_small,
        }
        for circle in (result.circles.circles if result.circles else ())
    ]


def _ranked(result: Result) -> dict[str, Any]:
    assert result.ranked is not None, "asked for with lists only"
    ranked = result.ranked
    return {
        "on_own_list": len(on_own_list(ranked.plan)),
        "blocking": [list(pair) for pair in ranked.blocking],
        "most_on_a_list": {
            "on_own_list": len(on_own_list(ranked.most_listed)),
            "matched": ranked.most_listed.levels.matched,
            "pairs": [[pair.mentee, pair.mentor] for pair in ranked.most_listed.pairs],
            "blocking": [list(pair) for pair in ranked.most_listed_blocking],
        },
    }


def _orders(result: Result) -> dict[str, Any]:
    return {
        name: {
            "matched": plan.levels.matched,
            "lowest": None if plan.levels.lowest is None else _points(plan.levels.lowest),
            "weak": plan.levels.weak,
            "total": _points(plan.levels.total),
            "pairs": [[pair.mentee, pair.mentor] for pair in plan.pairs],
        }
        for name, plan in (result.orders or {}).items()
    }


def _points(score: int) -> float:
    """Hundredths of a point as points."""
    return score / 100
