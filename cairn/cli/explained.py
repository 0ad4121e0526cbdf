"""Why somebody has whom they have, or nobody, and what each other mentor would cost."""

from __future__ import annotations

from cairn.cli.options import Kind
from cairn.cli.phrases import CRITERION, amount, change_parts, cost_text, counted, estimate, listed
from cairn.cli.result import Left, Result
from cairn.cli.screen import Screen
from cairn.matching import Explanation, Mentor, Pair, Reader, SeatValue, explain, move_costs, seat_values

NEAREST = 5


def print_explanation(screen: Screen, result: Result, person: str) -> None:
    """Everything about one person, in both roles if they have both."""
    who = result.who
    if person in who.mentees:
        _as_mentee(screen, result, person)
    if person in who.mentors and (result.kind is not Kind.PEERS):
        if person in who.mentees:
            screen.gap()
        _as_mentor(screen, result, person)


def _as_mentee(screen: Screen, result: Result, person: str) -> None:
    who, peers = result.who, result.kind is Kind.PEERS
    pairs = result.plan.pairs_of_mentee(person)
    other = {Kind.PEERS: "peer", Kind.CIRCLES: "circle"}.get(result.kind, "mentor")
    if not pairs:
        screen.line(f"{who.full(person)} is left without a {other}.", style="bold")
        for left in result.left:
            if left.person == person:
                _left(screen, left)
    else:
        names = ", ".join(who.full(pair.mentor) for pair in pairs)
        of = "the circle of " if result.kind is Kind.CIRCLES else ""
        screen.line(f"{who.full(person)} has {of}{names}.", style="bold")
    for pair in pairs:
        _pair(screen, result, pair)
        if peers:
            for back in result.plan.pairs_of_mentee(pair.mentor):
                _pair(screen, result, back)
    if result.priced:
        _costs(screen, result, person)


def _left(screen: Screen, left: Left) -> None:
    screen.line(left.why, indent=2)
    screen.line(left.step, indent=2, mark="Next: ")
    screen.title("What they may be told")
    screen.line(f"{left.kind_why} {left.kind_step}", indent=2)


def _pair(screen: Screen, result: Result, pair: Pair) -> None:
    """One pair, for each of its three readers."""
    mentee, mentor = result.who.name(pair.mentee), result.who.name(pair.mentor)
    told = {reader: explain(result.plan, pair.mentee, pair.mentor, reader) for reader in Reader}
    for reader, whose in (
        (Reader.MENTEE, f"{mentee} reads about {mentor}"),
        (Reader.MENTOR, f"{mentor} reads about {mentee}"),
        (Reader.MANAGER, f"You read about {mentee} with {mentor}"),
    ):
        if reader is Reader.MENTOR and result.kind is Kind.PEERS:
            continue
        screen.title(whose)
        first, *rest = told[reader].lines
        kept = ", a pair to keep" if pair.locked and reader is Reader.MANAGER else ""
        screen.line(f"{first}{kept}", indent=2)
        for line in rest:
            screen.item(line)
    _shares(screen, told[Reader.MANAGER])
    _near(screen, result, told[Reader.MANAGER], mentee, mentor)


def _shares(screen: Screen, told: Explanation) -> None:
    if told.standing:
        screen.line("Where the points come from:", indent=2)
        screen.table(
            [
                (
                    amount(share.points),
                    f"of {amount(share.whole)}",
                    CRITERION[share.criterion]
                    + ("" if share.answered else ", not answered: half is counted"),
                )
                for share in told.standing.shares
            ],
            indent=4,
            right=(0, 1),
        )


def _near(screen: Screen, result: Result, told: Explanation, mentee: str, mentor: str) -> None:
    if result.kind is Kind.PEERS:
        return
    if told.alternatives:
        screen.line(f"Other mentors near {mentee}:", indent=2)
        for alternative in told.alternatives:
            screen.item(alternative.text, indent=4)
    if told.near:
        screen.line(f"Other mentees near {mentor}:", indent=2)
        for contender in told.near:
            screen.item(contender.text, indent=4)


def _costs(screen: Screen, result: Result, person: str) -> None:
    plan = result.priced
    assert plan is not None, "asked for only where changes can be priced"
    who = result.who
    costs = move_costs(plan, person)
    if not costs:
        while_ = "while the pairs from the lists stand" if result.kind is Kind.RANKED else "under the rules"
        screen.title(f"No other mentor with a seat is open to {who.name(person)} {while_}")
        return
    screen.title(f"What another mentor for {who.name(person)} would cost, the best plan first")
    for cost in costs[:NEAREST]:
        screen.line(f"{who.name(cost.mentor)}, {amount(cost.score)}, {cost.band}", indent=2)
        screen.line(cost_text(cost, plan, who), indent=4)
    if len(costs) > NEAREST:
        screen.line(
            f"{counted(len(costs) - NEAREST, 'further mentor')} would cost as much or more.", indent=2
        )
    if not all(cost.exact for cost in costs):
        screen.line(estimate("These are estimates"), indent=2)


def _as_mentor(screen: Screen, result: Result, person: str) -> None:
    who = result.who
    (mentor,) = (each for each in result.reading.mentors if each.id == person)
    pairs = [pair for pair in result.plan.pairs if pair.mentor == person]
    seats = counted(mentor.seats, "seat") if mentor.seats else "no seat"
    if pairs:
        names = listed([who.full(pair.mentee) for pair in pairs])
        circle = result.kind is Kind.CIRCLES
        role = "has a circle of" if circle else f"{seats}, is the mentor of"
        screen.line(f"{who.full(person)}{'' if circle else ','} {role} {names}.", style="bold")
    else:
        screen.line(f"{who.full(person)}, {seats}, has no mentee.", style="bold")
        _nearest_mentees(screen, result, mentor)
    for pair in pairs:
        _pair(screen, result, pair)
    if result.priced:
        _one_more_seat(screen, result, seat_values(result.priced)[person], person)


def _nearest_mentees(screen: Screen, result: Result, mentor: Mentor) -> None:
    """Who would have suited a mentor that has nobody."""
    candidates = result.plan.candidates
    scorer = candidates.scorer
    column = scorer.column_of[mentor.id]
    places = [place for place, each in enumerate(candidates.column.tolist()) if each == column]
    if not places:
        screen.line("No mentee passes the rules and the minimum with this mentor.", indent=2)
        return
    open_to = counted(len(places), "mentee is", "mentees are")
    screen.line(f"{open_to} open to this mentor under the rules; the nearest:", indent=2)
    best = sorted(places, key=lambda place: (-int(candidates.score[place]), int(candidates.rows[place])))
    for place in best[:NEAREST]:
        mentee = scorer.mentees[int(candidates.rows[place])].id
        has = [result.who.name(pair.mentor) for pair in result.plan.pairs_of_mentee(mentee)]
        screen.item(
            f"{result.who.name(mentee)}: {amount(int(candidates.score[place]))} points, "
            f"has {' and '.join(has) or 'no mentor'}",
            indent=4,
        )


def _one_more_seat(screen: Screen, result: Result, value: SeatValue, person: str) -> None:
    plan = result.priced
    assert plan is not None, "asked for only where changes can be priced"
    screen.title(f"One more seat with {result.who.name(person)}")
    if value.worth_something:
        gains = "; ".join(change_parts(value.change, plan.levels.lowest))
        who = f"; {result.who.name(value.mentee)} would have a mentor" if value.mentee else ""
        screen.line(f"would mean {gains}{who}.", indent=2)
    else:
        screen.line("would change nothing now.", indent=2)
    if not value.exact:
        screen.line(estimate("This is an estimate"), indent=2)
