"""The settings that a result came from, for every form of output, so that it can be had again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cairn import __version__
from cairn.cli.phrases import CRITERION, FIRST, proof_text
from cairn.cli.result import Result, policy_of, rules_of, weights_of
from cairn.matching import CRITERIA, PROGRAM_TYPES, Proof


def proof_of(result: Result) -> Proof:
    """What is known of a result."""
    if result.circles:
        return result.circles.proof
    return result.peers.proof if result.peers else result.plan.proof


def settings(result: Result) -> dict[str, Any]:
    """Settings by name, as plain values: rules, weights in percent, files by name, counts of pairs."""
    request, rules, policy = result.request, rules_of(result.request), policy_of(result.request)
    weights = weights_of(request)
    whole = sum(weights.values())
    return {
        "kind": result.kind.value,
        "program": request.program.value if request.program else None,
        "round": request.round,
        "first": request.first.value,
        "start": request.start.isoformat(),
        "weeks": request.weeks,
        "files": {
            "mentees": request.mentees.name,
            "mentors": request.mentors.name,
            "pairs": request.pairs.name if request.pairs else None,
            "forbid": request.forbid.name if request.forbid else None,
        },
        "pairs_kept": len(result.reading.pairs),
        "pairs_forbidden": len(result.reading.forbids),
        "rows_left_out": len(result.reading.waiting),
        "rules": {
            "minimum_points": rules.minimum,
            "shared_minutes_a_week": rules.overlap_minutes,
            "stages_ahead": rules.stage_gap,
            "best_stages_ahead": list(rules.stage_best),
            "common_language": rules.common_language,
            "required_function_or_site": rules.required,
            "reporting_line": rules.reporting_line,
            "same_team": rules.same_team,
            "not_each_others_mentor": rules.mutual,
        },
        "weights_percent": {
            criterion.value: round(100 * weights.get(criterion, 0) / whole, 2) for criterion in CRITERIA
        },
        "bands_from_points": dict(zip(("fair", "good", "strong"), policy.bands, strict=True)),
        "points_for_each_further_mentee": policy.load,
    }


def settings_rows(result: Result) -> Iterator[tuple[str, str | int | float]]:
    """The same as rows of two cells, in words, with what is known of the result."""
    known = settings(result)
    request, rules = result.request, known["rules"]
    program = PROGRAM_TYPES[request.program].name if request.program else "none (default weights)"
    yield "Program type", program
    yield "Round", request.round or "none"
    yield "Comes first", FIRST[request.first]
    yield "Start", known["start"]
    yield "Weeks", request.weeks
    for key, words in (
        ("mentees", "Mentees from"),
        ("mentors", "Mentors from"),
        ("pairs", "Pairs to keep from"),
        ("forbid", "Forbidden pairs from"),
    ):
        yield words, known["files"][key] or "none"
    yield "Pairs to keep", known["pairs_kept"]
    yield "Forbidden pairs", known["pairs_forbidden"]
    yield "Rows left out", known["rows_left_out"]
    yield "Minimum, in points", rules["minimum_points"]
    yield "Shared minutes a week", rules["shared_minutes_a_week"]
    yield "Stages that a mentor is ahead", "any" if rules["stages_ahead"] is None else rules["stages_ahead"]
    yield "Best stages ahead", "{} to {}".format(*rules["best_stages_ahead"])
    for key, words in (
        ("common_language", "A common language"),
        ("required_function_or_site", "Required function and site"),
        ("reporting_line", "Nobody from the own reporting line"),
        ("same_team", "Nobody from the own team"),
        ("not_each_others_mentor", "No two people mentor each other"),
    ):
        yield words, "yes" if rules[key] else "no"
    for criterion in CRITERIA:
        weight = known["weights_percent"][criterion.value]
        yield f"Weight of {CRITERION[criterion]}, in percent", weight
    for band, points in known["bands_from_points"].items():
        yield f"A fit is {band} from, in points", points
    yield "Points against each further mentee of one mentor", known["points_for_each_further_mentee"]
    yield "Proof", proof_text(proof_of(result))
    yield "Engine version", result.plan.version
    yield "Cairn version", __version__
    yield "Fingerprint", result.plan.fingerprint
