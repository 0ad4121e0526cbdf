"""Flows that are best at a first level, of those at a second, and so on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.flow import Network, min_cost, prices, restricted


def best_flow(network: Network, levels: Sequence[IntArray]) -> IntArray:
    """The flow of least cost at the first level, of those the one of least cost at the second, and so on.

    Each level gives the cost of every arc. Raises `Infeasible` and `TooLarge` as `min_cost` does.
    """
    flow = np.zeros(network.tail.size, np.int64)
    alive = np.arange(network.tail.size)
    for level in levels:
        cost = level[alive]
        if not cost.any():
            continue
        found = min_cost(network, cost)
        network, kept, fixed = restricted(network, cost, prices(network, cost, found), found)
        flow[alive] = fixed
        alive = alive[kept]
    if alive.size:
        flow[alive] = min_cost(network, np.zeros(alive.size, np.int64))
    return flow
