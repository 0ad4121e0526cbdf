"""Flows in networks, in whole numbers: the one algorithm under everything the engine decides.

Minimum-cost flows are OR-tools' cost-scaling push-relabel (Goldberg 1997), maximum flows its push-relabel.
OR-tools gives no dual prices; `prices` finds them by shortest paths in the residual network (Bellman 1958,
Ford 1956), all arcs at once, so that `restricted` can keep every optimal solution and no other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cairn.matching.scoring.encoding import IntArray

BoolArray = npt.NDArray[np.bool_]

LARGEST = 1 << 58
"""Costs times nodes stay below this: OR-tools multiplies one by the other, and adds such numbers up."""


class Infeasible(Exception):
    """The supplies cannot reach the demands."""


class TooLarge(Exception):
    """Costs do not fit into 64 bits; solve fewer levels at a time."""


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs with whole capacities between nodes with supplies (demands are negative)."""

    tail: IntArray
    head: IntArray
    capacity: IntArray
    supply: IntArray

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return self.supply.size


def fits(network: Network, cost: IntArray) -> bool:
    """Whether costs are small enough to be solved at once."""
    return int(np.abs(cost).max(initial=0)) * (network.nodes + 1) < LARGEST


def min_cost(network: Network, cost: IntArray) -> IntArray:
    """The flow of least cost that meets all supplies, arc by arc.

    Raises `Infeasible` if there is none and `TooLarge` if the costs do not fit.
    """
    from ortools.graph.python import min_cost_flow  # heavy to import, so only where a flow is wanted

    if not fits(network, cost):
        raise TooLarge
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, network.capacity, cost)
    solver.set_nodes_supplies(np.arange(network.nodes), network.supply)
    status = solver.solve()
    if status == solver.INFEASIBLE or status == solver.UNBALANCED:
        raise Infeasible
    if status != solver.OPTIMAL:
        raise TooLarge
    return np.asarray(solver.flows(arcs), np.int64)


def max_flow(network: Network, source: int, sink: int) -> tuple[IntArray, IntArray]:
    """A largest flow from source to sink, arc by arc, and the nodes on the source's side of the smallest cut.

    The cut is the one nearest to the source, which is the same for every largest flow.
    """
    from ortools.graph.python import max_flow as flows

    solver = flows.SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(network.tail, network.head, network.capacity)
    status = solver.solve(source, sink)
    if status != solver.OPTIMAL:
        raise Infeasible
    return np.asarray(solver.flows(arcs), np.int64), np.asarray(solver.get_source_side_min_cut(), np.int64)


def prices(network: Network, cost: IntArray, flow: IntArray) -> IntArray:
    """Node prices that prove a flow of least cost: see `reduced`.

    Shortest distances from anywhere in the residual network: an arc below its capacity may be walked at
    its cost, an arc with flow backwards at minus its cost.
    """
    open_arcs = np.flatnonzero(flow < network.capacity)
    used = np.flatnonzero(flow > 0)
    tail = np.concatenate([network.tail[open_arcs], network.head[used]])
    head = np.concatenate([network.head[open_arcs], network.tail[used]])
    length = np.concatenate([cost[open_arcs], -cost[used]])
    return Graph(network.nodes, tail, head).shortest(length, np.zeros(network.nodes, np.int64))


def reduced(network: Network, cost: IntArray, price: IntArray) -> IntArray:
    """Reduced costs: positive only on arcs without flow, negative only on arcs that are full."""
    return cost + price[network.tail] - price[network.head]


FAR = np.int64(1) << 61
"""A distance that stands for 'cannot be reached'."""


class Graph:
    """Arcs between nodes, sorted once for as many shortest-way searches as are wanted."""

    def __init__(self, nodes: int, tail: IntArray, head: IntArray) -> None:
        self.nodes = nodes
        self.by_tail = _order(tail, nodes)
        self.head = head[self.by_tail]
        self.degree = np.bincount(tail, minlength=nodes)
        self.first = np.cumsum(self.degree) - self.degree
        self.by_head = _order(head, nodes)
        self.tail_by_head = tail[self.by_head]
        heads = head[self.by_head]
        self.group = np.flatnonzero(np.diff(heads, prepend=-1))
        self.group_head = heads[self.group]

    def shortest(self, length: IntArray, start: IntArray) -> IntArray:
        """Shortest distances from the given start distances; FAR where a node cannot be reached.

        Bellman-Ford over the arcs out of the nodes that changed last: over all at once while many changed,
        over those alone when few did. Raises `ArithmeticError` if there is a circle of negative length.
        """
        by_tail, by_head = length[self.by_tail], length[self.by_head]
        distance = start.copy()
        changed = np.flatnonzero(distance < FAR)
        for _ in range(self.nodes + 1):
            if changed.size == 0:
                return np.where(distance < FAR // 2, distance, FAR)
            if int(self.degree[changed].sum()) * 4 > self.head.size:
                offer = np.minimum.reduceat(
                    np.minimum(distance[self.tail_by_head] + by_head, FAR), self.group
                )
                better = offer < distance[self.group_head]
                changed = self.group_head[better]
                distance[changed] = offer[better]
            else:
                arcs = _arcs_of(changed, self.first, self.degree)
                to = self.head[arcs]
                offer = np.repeat(distance[changed], self.degree[changed]) + by_tail[arcs]
                better = offer < distance[to]
                to = to[better]
                np.minimum.at(distance, to, offer[better])
                to = np.sort(to)
                changed = to[np.diff(to, prepend=-1) > 0]
        raise ArithmeticError("the network holds a negative circle")


def _order(node: IntArray, nodes: int) -> IntArray:
    """Arcs by node, first come first; numbers of 16 bits are sorted in one pass."""
    small = node.astype(np.uint16) if nodes <= 1 << 16 else node
    return np.argsort(small, kind="stable")


def _arcs_of(nodes: IntArray, first: IntArray, degree: IntArray) -> IntArray:
    """The places of all arcs out of `nodes`, node by node."""
    count = degree[nodes]
    ends = np.cumsum(count)
    places = np.arange(int(ends[-1]) if ends.size else 0) + np.repeat(first[nodes] - (ends - count), count)
    return np.asarray(places, np.int64)


def restricted(
    network: Network, cost: IntArray, price: IntArray, flow: IntArray
) -> tuple[Network, IntArray, IntArray]:
    """The network of all flows that are as good as `flow`, and of no other.

    Arcs of positive reduced cost are never used by an optimal flow and go; arcs of negative reduced cost are
    full in each and become part of the supplies. Returns the network, the places of its arcs in the old
    one, and the flow on the arcs that were fixed (0 elsewhere).
    """
    left = reduced(network, cost, price)
    fixed = np.where(left < 0, flow, 0)
    kept = np.flatnonzero(left == 0)
    supply = network.supply.copy()
    np.subtract.at(supply, network.tail, fixed)
    np.add.at(supply, network.head, fixed)
    return (
        Network(network.tail[kept], network.head[kept], network.capacity[kept], supply),
        kept,
        fixed,
    )
