"""Flows: the cheapest there are, with prices that prove it, and with nothing lost where they are narrowed."""

from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from cairn.matching.solving.flow import (
    FAR,
    LARGEST,
    Graph,
    Infeasible,
    Network,
    TooLarge,
    fits,
    max_flow,
    min_cost,
    prices,
    reduced,
    restricted,
)
from cairn.matching.solving.lexicographic import best_flow


def random_network(random: Random, nodes: int, arcs: int, most: int) -> tuple[Network, np.ndarray]:
    """A network that can meet its supplies, with costs of many ties, some below zero but no endless ring."""
    tail = np.asarray([random.randrange(nodes - 1) for _ in range(arcs)])
    head = np.asarray([random.randrange(each + 1, nodes) for each in tail])
    capacity = np.asarray([random.randint(0, most) for _ in range(arcs)])
    flow = np.asarray([random.randint(0, each) for each in capacity])
    supply = np.zeros(nodes, np.int64)
    np.add.at(supply, tail, flow)
    np.subtract.at(supply, head, flow)
    cost = np.asarray([random.choice((-3, 0, 0, 1, 1, 2, 5)) for _ in range(arcs)])
    return Network(tail, head, capacity, supply), cost


def conserved(network: Network, flow: np.ndarray) -> bool:
    """Whether a flow keeps to capacities and supplies."""
    net = np.zeros(network.nodes, np.int64)
    np.add.at(net, network.tail, flow)
    np.subtract.at(net, network.head, flow)
    return bool((net == network.supply).all() and (flow >= 0).all() and (flow <= network.capacity).all())


def by_linear_program(network: Network, cost: np.ndarray) -> int:
    arcs = np.arange(network.tail.size)
    balance = np.zeros((network.nodes, network.tail.size))
    balance[network.tail, arcs] += 1
    balance[network.head, arcs] -= 1
    bounds = [(0, each) for each in network.capacity]
    return round(float(linprog(cost, A_eq=balance, b_eq=network.supply, bounds=bounds).fun))


def all_flows(network: Network) -> list[tuple[int, ...]]:
    ranges = [range(each + 1) for each in network.capacity]
    return [flow for flow in product(*ranges) if conserved(network, np.asarray(flow))]


def test_flows_of_least_cost_equal_those_of_a_linear_program_and_their_prices_prove_it() -> None:
    random = Random(1)
    for _ in range(150):
        network, cost = random_network(random, random.randint(3, 12), random.randint(2, 40), 4)
        flow = min_cost(network, cost)
        assert conserved(network, flow)
        assert int(flow @ cost) == by_linear_program(network, cost)
        left = reduced(network, cost, prices(network, cost, flow))
        assert (left[flow < network.capacity] >= 0).all()
        assert (left[flow > 0] <= 0).all()


def test_narrowing_keeps_every_best_flow_and_no_other() -> None:
    random = Random(2)
    narrowed = 0
    for _ in range(150):
        network, cost = random_network(random, random.randint(3, 6), random.randint(2, 9), 1)
        flow = min_cost(network, cost)
        worth = int(flow @ cost)
        best = {each for each in all_flows(network) if np.asarray(each) @ cost == worth}
        small, kept, fixed = restricted(network, cost, prices(network, cost, flow), flow)
        again = set()
        for part in all_flows(small):
            whole = fixed.copy()
            whole[kept] += np.asarray(part, np.int64)
            again.add(tuple(whole.tolist()))
        assert again == best
        narrowed += small.tail.size < network.tail.size
    assert narrowed > 50


def test_levels_one_after_another_are_the_lexicographic_best() -> None:
    random = Random(3)
    for _ in range(100):
        network, cost = random_network(random, 6, 10, 1)
        second, third = (np.asarray([random.choice((0, 1, 2)) for _ in cost]) for _ in range(2))
        found = best_flow(network, [cost, second, third])
        worths = [
            tuple(int(np.asarray(each) @ level) for level in (cost, second, third))
            for each in all_flows(network)
        ]
        assert conserved(network, found)
        assert tuple(int(found @ level) for level in (cost, second, third)) == min(worths)


def test_largest_flows_equal_their_cuts_and_those_of_a_linear_program() -> None:
    random = Random(4)
    for _ in range(100):
        network, _ = random_network(random, random.randint(3, 10), random.randint(2, 30), 3)
        flow, side = max_flow(network, 0, network.nodes - 1)
        near = np.isin(np.arange(network.nodes), side)
        cut = network.capacity[near[network.tail] & ~near[network.head]].sum()
        assert near[0]
        assert not near[-1]
        assert flow[network.head == network.nodes - 1].sum() == cut
        back = Network(
            np.append(network.tail, network.nodes - 1),
            np.append(network.head, 0),
            np.append(network.capacity, 1_000),
            np.zeros(network.nodes, np.int64),
        )
        assert -by_linear_program(back, np.append(np.zeros(network.tail.size), -1)) == cut


def test_shortest_distances_equal_those_by_hand_and_a_negative_circle_is_noticed() -> None:
    graph = Graph(5, np.asarray([0, 0, 1, 2]), np.asarray([1, 2, 3, 3]))
    start = np.asarray([0, FAR, FAR, FAR, FAR])
    assert graph.shortest(np.asarray([4, 1, 1, 2]), start).tolist() == [0, 4, 1, 3, FAR]
    assert graph.shortest(np.asarray([4, 1, -9, 2]), start).tolist() == [0, 4, 1, -5, FAR]
    ring = Graph(2, np.asarray([0, 1]), np.asarray([1, 0]))
    with pytest.raises(ArithmeticError):
        ring.shortest(np.asarray([1, -2]), np.zeros(2, np.int64))


def test_shortest_distances_of_random_graphs_equal_those_found_arc_by_arc() -> None:
    random = Random(6)
    for _ in range(150):
        network, cost = random_network(random, random.randint(2, 40), random.randint(1, 120), 3)
        start = np.asarray([random.choice((0, 7, FAR)) for _ in range(network.nodes)])
        known = start.tolist()
        for _ in range(network.nodes):
            for tail, head, length in zip(network.tail, network.head, cost, strict=True):
                if known[tail] < FAR:
                    known[head] = min(known[head], known[tail] + length)
        graph = Graph(network.nodes, network.tail, network.head)
        got = graph.shortest(cost, start)
        assert np.where(got > FAR // 2, FAR, got).tolist() == known


def test_supplies_that_cannot_be_met_and_costs_that_do_not_fit_are_said() -> None:
    network = Network(np.asarray([0]), np.asarray([1]), np.asarray([1]), np.asarray([2, -2]))
    with pytest.raises(Infeasible):
        min_cost(network, np.asarray([1]))
    small = Network(np.asarray([0]), np.asarray([1]), np.asarray([1]), np.asarray([1, -1]))
    with pytest.raises(TooLarge):
        min_cost(small, np.asarray([LARGEST]))
    assert not fits(small, np.asarray([-LARGEST]))
    assert min_cost(small, np.asarray([LARGEST // 4])).tolist() == [1]


def test_costs_near_the_limit_are_still_exact() -> None:
    random = Random(5)
    for _ in range(40):
        network, cost = random_network(random, 8, 20, 1)
        unit = LARGEST // (6 * (network.nodes + 1))
        assert fits(network, cost * unit)
        assert min_cost(network, cost * unit + (cost > 0)) @ cost == min_cost(network, cost) @ cost
