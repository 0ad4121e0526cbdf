"""What came out, as a program manager reads it in a minute."""

from __future__ import annotations

from cairn.cli.options import Kind
from cairn.cli.phrases import (
    BAND_STYLES,
    BANDS,
    RULED_OUT,
    SEATED,
    amount,
    band_range,
    counted,
    estimate,
    listed,
    percent,
    proof_text,
)
from cairn.cli.result import Match, Result
from cairn.cli.screen import Screen
from cairn.cli.settings_used import proof_of
from cairn.matching import Rule
from cairn.matching.modes.ranked import on_own_list

ALL_SHOWN = 40
"""Pairs up to which all are shown."""

MOST = 10
WORST = 5
LACKS = 5


def headline(result: Result) -> str:
    """The finding in one sentence."""
    people = len(result.reading.mentees)
    seated = people - len(result.left)
    if not people:
        return "Nobody is there to be matched."
    text = (
        f"{seated:,} of {counted(people, *SEATED[result.kind])}"
        if people > 1
        else (f"{seated} of 1 {SEATED[result.kind][0]}")
    )
    if not result.pairs:
        return f"{text}."
    lowest = min(result.pairs, key=lambda pair: pair.score)
    by_hand = " (a pair to keep)" if lowest.locked else ""
    return f"{text}; the lowest fit is {amount(lowest.score)} points{by_hand}."


def print_summary(screen: Screen, result: Result) -> None:
    """The whole summary: finding, fits, who is without, what lacks, loads, rules, proof."""
    screen.line(headline(result), style="bold")
    _waiting(screen, result)
    _bands(screen, result)
    _lowest(screen, result)
    _left(screen, result)
    _ranked(screen, result)
    _lacks(screen, result)
    if result.kind is Kind.PEERS:
        _peers(screen, result)
    else:
        _mentors(screen, result)
    _ruled_out(screen, result)
    _proof(screen, result)


def _waiting(screen: Screen, result: Result) -> None:
    waiting = result.reading.waiting
    if waiting:
        names = [each.label for each in waiting[:MOST]]
        more = f" and {len(waiting) - MOST:,} more" if len(waiting) > MOST else ""
        wait = "waits until that row is" if len(waiting) == 1 else "wait until their rows are"
        screen.line(
            f"{listed(names) if not more else ', '.join(names) + more} {wait} mended.", style="yellow"
        )


def _bands(screen: Screen, result: Result) -> None:
    if not result.pairs:
        return
    screen.title("How well they fit")
    for band in BANDS:
        number = sum(pair.band == band for pair in result.pairs)
        screen.table(
            [(f"{number:,}".rjust(6), f"{band:6}", band_range(band, result.plan.policy))],
            indent=0,
            style=BAND_STYLES[band] if number else "dim",
        )


def _lowest(screen: Screen, result: Result) -> None:
    if len(result.pairs) <= 1:
        return
    screen.title("The lowest fits")
    worst = sorted(result.pairs, key=lambda pair: (pair.score, pair.mentee, pair.mentor))[:WORST]
    screen.table([(amount(pair.score), pair.band, _couple(result, pair)) for pair in worst], right=(0,))


def _couple(result: Result, pair: Match) -> str:
    name = result.who.name
    kept = ", a pair to keep" if pair.locked else ""
    below = ", below the minimum" if pair.below_minimum else ""
    return f"{name(pair.mentee)} with {name(pair.mentor)}{kept}{below}"


def _left(screen: Screen, result: Result) -> None:
    if not result.left:
        return
    without = {Kind.CIRCLES: "circle", Kind.PEERS: "peer"}.get(result.kind, "mentor")
    screen.title(f"Left without a {without}")
    for left in result.left[:MOST]:
        name, plain = result.who.name(left.person), result.who.plain(left.person)
        why = left.why.replace(plain, name, 1) if plain in left.why else f"{name}: {left.why}"
        screen.item(why, style="yellow")
        screen.line(left.step, indent=4, mark="Next: ")
    if len(result.left) > MOST:
        screen.line(f"And {len(result.left) - MOST:,} more; --out lists everybody.", indent=2)


def _ranked(screen: Screen, result: Result) -> None:
    ranked = result.ranked
    if ranked is None:
        return
    name = result.who.name
    screen.title("Whom they asked for")
    asked = sum(bool(person.ranking) for person in result.reading.mentees)
    own, other = len(on_own_list(ranked.plan)), len(on_own_list(ranked.most_listed))
    screen.item(f"Of {counted(asked, 'mentee')} who made a list, {own} got somebody on it.")
    if ranked.blocking:
        screen.item(f"{counted(len(ranked.blocking), 'pair')} would rather have each other:")
        for mentee, mentor in ranked.blocking[:MOST]:
            screen.item(f"{name(mentee)} with {name(mentor)}", indent=4)
    else:
        screen.item("No mentee and mentor would both rather have each other than what they have.")
    if other > own:
        against = len(ranked.most_listed_blocking)
        screen.item(
            f"Most people on a list: {other} could get somebody on their own list, with "
            f"{counted(ranked.most_listed.levels.matched, 'mentee')} matched; "
            f"{counted(against, 'pair')} would then rather have each other."
        )
    else:
        screen.item("No other plan gives more people somebody on their own list.")


def _lacks(screen: Screen, result: Result) -> None:
    if not result.lacks:
        return
    screen.title("What the program lacks most")
    for lack in result.lacks[:LACKS]:
        screen.item(f"{lack.text}.")
    if len(result.lacks) > LACKS:
        screen.line(
            f"And {counted(len(result.lacks) - LACKS, 'more skill')} that somebody wants and does not get.",
            indent=2,
        )
    if any(lack.value and not lack.value.exact for lack in result.lacks[:LACKS]):
        screen.line(estimate("What one more seat would do is an estimate"), indent=2)


def _peers(screen: Screen, result: Result) -> None:
    if len(result.pairs) > ALL_SHOWN:
        screen.gap()
        screen.line(f"{len(result.pairs):,} pairs; --out FILE writes all of them.")
        return
    if not result.pairs:
        return
    screen.title("The pairs")
    best = sorted(result.pairs, key=lambda pair: (-pair.score, pair.mentee))
    screen.table([(amount(pair.score), pair.band, _couple(result, pair)) for pair in best], right=(0,))


def _mentors(screen: Screen, result: Result) -> None:
    """Who has whom; only how many have how many where that would be too long, unless reasons are wanted."""
    if not result.reading.mentors:
        return
    screen.title("Mentors and their mentees")
    loads = result.plan.loads
    if result.request.reasons:
        _each_reason(screen, result)
    elif len(result.pairs) <= ALL_SHOWN:
        _each_mentor(screen, result)
    else:
        for load in sorted(set(loads.values()) - {0}, reverse=True):
            number = sum(each == load for each in loads.values())
            have = "has" if number == 1 else "have"
            screen.item(f"{counted(number, 'mentor')} {have} {counted(load, 'mentee')}")
        screen.item(f"{len(result.pairs):,} pairs in all; --out FILE writes them with their reasons")
    _without_mentees(screen, result)
    if result.pairs and not result.request.reasons:
        screen.line("Why: --explain PERSON for one person, --reasons for all.", indent=2, style="dim")


def _each_mentor(screen: Screen, result: Result) -> None:
    name = result.who.name
    screen.table(
        (name(mentor), taken, ", ".join(f"{name(pair.mentee)} {_fit(pair)}" for pair in pairs))
        for mentor, taken, pairs in _by_mentor(result)
    )


def _each_reason(screen: Screen, result: Result) -> None:
    name = result.who.name
    for mentor, taken, pairs in _by_mentor(result):
        screen.line(f"{name(mentor)}, {taken}", indent=2)
        for pair in pairs:
            fit = f"{name(pair.mentee)} {_fit(pair)}, {pair.band}"
            screen.line(fit, indent=4, style=BAND_STYLES[pair.band])
            told = result.for_manager[pair.mentee, pair.mentor]
            for text in [reason.text for reason in told.reasons] or [told.note]:
                screen.item(text, indent=6, style="dim")


def _by_mentor(result: Result) -> list[tuple[str, str, list[Match]]]:
    """Each mentor who has somebody, how many seats are taken, and the pairs; the busiest and best first."""
    loads = result.plan.loads
    by_mentor: dict[str, list[Match]] = {}
    for pair in sorted(result.pairs, key=lambda pair: (-pair.score, pair.mentee)):
        by_mentor.setdefault(pair.mentor, []).append(pair)
    order = sorted(by_mentor, key=lambda each: (-loads[each], result.who.plain(each), each))
    if result.kind is Kind.CIRCLES:
        return [(each, f"circle of {loads[each]}", by_mentor[each]) for each in order]
    seats = {mentor.id: mentor.seats for mentor in result.reading.mentors}
    return [(each, f"{loads[each]} of {counted(seats[each], 'seat')}", by_mentor[each]) for each in order]


def _fit(pair: Match) -> str:
    """The points of a pair, and what is special about it."""
    special = [
        word for word, holds in (("kept", pair.locked), ("below the minimum", pair.below_minimum)) if holds
    ]
    return amount(pair.score) + (f" ({', '.join(special)})" if special else "")


def _without_mentees(screen: Screen, result: Result) -> None:
    seats = {mentor.id: mentor.seats for mentor in result.reading.mentors}
    idle = [each for each, load in result.plan.loads.items() if not load]
    for people, words in (
        ([each for each in idle if seats[each]], "No mentee this time"),
        ([each for each in idle if not seats[each]], "No seat this time"),
    ):
        if people:
            names = sorted(result.who.name(each) for each in people)
            shown = names[:MOST] if len(names) > ALL_SHOWN else names
            more = f" and {len(names) - len(shown):,} more" if len(shown) < len(names) else ""
            screen.line(f"{words}: {', '.join(shown)}{more}", indent=2)


def _ruled_out(screen: Screen, result: Result) -> None:
    removed = result.plan.candidates.removed
    rows = [
        (f"{removed[rule]:,}", words)
        for rule, words in RULED_OUT.items()
        if removed.get(rule) and rule is not Rule.ONESELF
    ]
    combinations = len(result.reading.mentees) * len(result.reading.mentors)
    if not rows or not combinations:
        return
    ways = ", each pair counted from both sides" if result.kind is Kind.PEERS else ""
    screen.title(f"What the rules ruled out, of {combinations:,} combinations{ways}")
    screen.table(sorted(rows, key=lambda row: -int(row[0].replace(",", ""))), right=(0,))


def _proof(screen: Screen, result: Result) -> None:
    screen.title("How sure this is")
    screen.item(proof_text(proof_of(result)))
    if result.kind is Kind.PAIRS and result.pairs:
        if result.request.first == "total":
            screen.item("No plan that matches as many has a higher total.")
        elif result.price is not None:
            screen.item(f"Its total is {percent(result.price)} below the highest one (--first total).")
        else:
            screen.item("Its price against the highest total: --compare works it out.")
    screen.item(f"Fingerprint {result.plan.fingerprint[:12]}: the same sheets and settings give the same.")
