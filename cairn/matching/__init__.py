"""The matching engine: people, rules and weights in; pairs, reasons and prices out.

A plain library without a database, clock, network or chance. The way through it:

    problem = Problem(mentees=..., mentors=...)
    candidates = find_candidates(problem)
    plan = solve(candidates, Policy(first=First.EVERYONE))
    explain(plan, mentee, mentor, Reader.MENTEE)

`docs/matching.md` explains how matches are made and why a plan is the best there is.
"""

from cairn.matching.changing.changes import Change, Moved, difference, moves_between
from cairn.matching.changing.moves import MoveCost, move_costs, resolve, swap
from cairn.matching.changing.seats import SeatValue, seat_values
from cairn.matching.checks import Finding, Side, UnsoundProblem, check
from cairn.matching.modes.circles import Circle, CirclePlan, form_circles
from cairn.matching.modes.directory import Directory, DirectoryEntry, order_directory
from cairn.matching.modes.peers import NotOnePool, PeerPair, PeerPlan, as_pool, pair_peers
from cairn.matching.modes.ranked import RankedPlan, blocking_pairs, match_ranked
from cairn.matching.modes.rematch import RematchPlan, rematch
from cairn.matching.people import Mentee, Mentor, Move, Offer, Person, Want
from cairn.matching.plan import ENGINE_VERSION, Levels, Pair, Plan, Proof, ProofState
from cairn.matching.problem import (
    CRITERIA,
    DEFAULT_WEIGHTS,
    Cancelled,
    Criterion,
    First,
    Policy,
    Problem,
    Progress,
    Rule,
    Rules,
)
from cairn.matching.programs import PROGRAM_TYPES, ProgramType
from cairn.matching.reports.compare import Comparison, compare, scenarios
from cairn.matching.reports.fairness import GroupReport, fairness
from cairn.matching.reports.lacks import Lack, lacks
from cairn.matching.scoring.candidates import Candidates, find_candidates
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import Conflict, ImpossibleLocks, UnknownPair
from cairn.matching.solving.solve import solve
from cairn.matching.vocabulary import Vocabulary, standard_vocabulary
from cairn.matching.windows import Availability, Span, availability
from cairn.matching.words.likeness import likenesses
from cairn.matching.words.reasons import Explanation, NotAllowed, Reason, explain, explain_all
from cairn.matching.words.sentences import Reader
from cairn.matching.words.unmatched import Advice, Cause, Unmatched, why_unmatched

__all__ = [
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "ENGINE_VERSION",
    "PROGRAM_TYPES",
    "Advice",
    "Availability",
    "Cancelled",
    "Candidates",
    "Cause",
    "Change",
    "Circle",
    "CirclePlan",
    "Comparison",
    "Conflict",
    "Criterion",
    "Directory",
    "DirectoryEntry",
    "Explanation",
    "Finding",
    "First",
    "GroupReport",
    "ImpossibleLocks",
    "Lack",
    "Levels",
    "Mentee",
    "Mentor",
    "Move",
    "MoveCost",
    "Moved",
    "NotAllowed",
    "NotOnePool",
    "Offer",
    "Pair",
    "PeerPair",
    "PeerPlan",
    "Person",
    "Plan",
    "Policy",
    "Problem",
    "ProgramType",
    "Progress",
    "Proof",
    "ProofState",
    "RankedPlan",
    "RematchPlan",
    "Reader",
    "Reason",
    "Rule",
    "Rules",
    "Scorer",
    "SeatValue",
    "Side",
    "Span",
    "UnknownPair",
    "Unmatched",
    "UnsoundProblem",
    "Vocabulary",
    "Want",
    "as_pool",
    "availability",
    "blocking_pairs",
    "check",
    "compare",
    "difference",
    "explain",
    "explain_all",
    "fairness",
    "find_candidates",
    "form_circles",
    "lacks",
    "likenesses",
    "match_ranked",
    "move_costs",
    "moves_between",
    "order_directory",
    "pair_peers",
    "rematch",
    "resolve",
    "scenarios",
    "seat_values",
    "solve",
    "standard_vocabulary",
    "swap",
    "why_unmatched",
]
