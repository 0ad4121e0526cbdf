"""Amounts, rules and changes in the words of the command's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cairn.cli.options import Kind, Order
from cairn.cli.whom import Whom
from cairn.matching import Change, Criterion, MoveCost, Plan, Policy, Proof, ProofState, Rule

BANDS = ("strong", "good", "fair", "weak")
BAND_STYLES: Mapping[str, str] = {"strong": "green", "good": "green", "fair": "yellow", "weak": "yellow"}

RULED_OUT: Mapping[Rule, str] = {
    Rule.OVERLAP: "share too little time",
    Rule.LANGUAGE: "share no language",
    Rule.REQUIRED: "are not of the function or site that was asked for",
    Rule.STAGE: "have a mentor who is not far enough ahead",
    Rule.PERSONAL: "are kept apart for personal reasons",
    Rule.MINIMUM: "are below the minimum",
}
"""What keeps two people apart; nobody is told of oneself."""

AGAINST_LOCK: Mapping[str, str] = {
    Rule.ONESELF.value: "nobody is their own mentor",
    Rule.PERSONAL.value: "personal reasons stand against it",
    Rule.LANGUAGE.value: "they share no language",
    Rule.OVERLAP.value: "they share too little time",
    Rule.STAGE.value: "the mentor is not far enough ahead",
    Rule.REQUIRED.value: "the mentor is not of the function or site that was asked for",
    "forbidden pair": "the same pair is forbidden",
    "not each other's mentor": "two people cannot mentor each other",
}
"""Why a pair to keep cannot stand, by the engine's name of the rule. Personal reasons stay untold."""

CRITERION: Mapping[Criterion, str] = {
    Criterion.SKILLS: "skills",
    Criterion.MOVE: "career move",
    Criterion.GOALS: "goals",
    Criterion.VALUES: "values",
    Criterion.STYLE: "working style",
    Criterion.FIELD: "field and function",
    Criterion.STAGE: "career stage",
    Criterion.TIME: "shared time",
    Criterion.PERSPECTIVE: "another perspective",
    Criterion.SHORTLIST: "own wishes",
}

FIRST: Mapping[Order, str] = {
    Order.EVERYONE: "everyone: most people matched, then the highest lowest fit, then a fair total",
    Order.TOTAL: "total: most people matched, then the highest total",
    Order.WEAKEST: "weakest: most people matched, then the lowest fit, the second lowest, and so on",
}

SEATED: Mapping[Kind, tuple[str, str]] = {
    Kind.PAIRS: ("mentee has a mentor", "mentees have a mentor"),
    Kind.RANKED: ("mentee has a mentor", "mentees have a mentor"),
    Kind.CIRCLES: ("person has a circle", "people have a circle"),
    Kind.PEERS: ("person has a peer", "people have a peer"),
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """'1 pair', '1,200 pairs'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b' or 'a, b and c'."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def amount(score: int) -> str:
    """A score in points with one digit, cut and not rounded, so that it never looks better: '43.8'."""
    return f"{score // 100}.{score % 100 // 10}"


def percent(share: float) -> str:
    """'0.4 %', never '-0.0 %'."""
    return f"{max(share, 0.0):.1f} %"


def band_range(band: str, policy: Policy) -> str:
    """Which scores a band holds, in points."""
    weak, fair, good = policy.bands
    return {
        "strong": f"{good} points and more",
        "good": f"{fair} to {good}",
        "fair": f"{weak} to {fair}",
        "weak": f"under {weak}",
    }[band]


def proof_text(proof: Proof) -> str:
    """What is known of a plan, in one sentence."""
    if proof.state is ProofState.PROVEN:
        return "Proven over all pairs: under these settings there is no better plan."
    if not proof.gap:
        return "The best that was found; the work was bounded, so a better plan may exist."
    unit = {
        "matched": counted(proof.gap, "more person", "more people") + " with somebody",
        "placed": counted(proof.gap, "more person", "more people") + " placed",
        "by priority": counted(proof.gap, "place") + " for whoever was passed over",
        "lowest": f"{amount(proof.gap)} points in the lowest fit",
        "value": f"{amount(proof.gap)} points in all",
        "fair": f"{proof.gap / 10_000:.1f} points of the fair total",
    }.get(proof.level, f"{proof.gap} at the level '{proof.level}'")
    return f"The best that was found: any other plan is better by at most {unit}."


def estimate(what: str) -> str:
    """That figures are no promise: `what` says which, with its verb."""
    return f"{what}; with so many people, the new plan may differ a little."


def cost_text(cost: MoveCost, plan: Plan, who: Whom) -> str:
    """What a change costs, and who else moves, in one line."""
    parts = change_parts(cost.change, plan.levels.lowest)
    for moved in cost.moved:
        name = who.name(moved.mentee)
        if moved.after is None:
            parts.append(f"{name} is left without")
        elif moved.before is None:
            parts.append(f"{name} gets {who.name(moved.after)}")
        else:
            parts.append(f"{name} goes from {who.name(moved.before)} to {who.name(moved.after)}")
    return "; ".join(parts)


def change_parts(change: Change, lowest: int | None) -> list[str]:
    """How a plan changes, level by level; `lowest` is its lowest score before."""
    parts = []
    for number, what in (
        (change.matched, "with a mentor"),
        (change.second, "with a second mentor"),
        (change.third, "with a third mentor"),
    ):
        if number:
            parts.append(f"{counted(abs(number), 'mentee')} {'more' if number > 0 else 'fewer'} {what}")
    if change.total:
        better = change.total > 0
        parts.append(f"{amount(abs(change.total))} points {'more' if better else 'less'} in all")
    else:
        parts.append("the same points in all")
    if change.lowest is not None and change.lowest != lowest:
        parts.append(f"lowest fit {amount(change.lowest)}")
    if change.weak:
        parts.append(
            f"{abs(change.weak)} weak {'match' if abs(change.weak) == 1 else 'matches'} "
            f"{'more' if change.weak > 0 else 'fewer'}"
        )
    return parts
