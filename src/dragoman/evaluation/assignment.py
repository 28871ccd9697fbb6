"""The best pairing of two sets, each member used once: the Hungarian algorithm."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def best_pairs(scores: Floats) -> list[tuple[int, int]]:
    """Return the pairs (row, column) whose scores sum to the most, as many as the shorter side has members.

    Args:
        scores: float64, shape (rows, columns), any finite numbers.

    Source:
        Kuhn (1955) and Munkres (1957), in the form with potentials that grows one shortest path a row (Jonker and
        Volgenant 1987): O(rows² × columns).
    """
    rows, columns = scores.shape
    if rows > columns:
        return sorted((row, column) for column, row in best_pairs(scores.T))
    costs = -scores.astype(np.float64)
    row_potential, column_potential = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.int64)  # the row, from 1, that holds a column; column 0 is where paths begin
    for row in range(1, rows + 1):
        owner[0] = row
        column = _grow_path(costs, owner, row_potential, column_potential)
        _flip(owner, *column)
    return sorted((int(owner[column]) - 1, column - 1) for column in range(1, columns + 1) if owner[column])


def _grow_path(
    costs: Floats, owner: npt.NDArray[np.int64], row_potential: Floats, column_potential: Floats
) -> tuple[int, npt.NDArray[np.int64]]:
    """Return the free column at the end of the cheapest path from column 0, and each column's predecessor on it."""
    size = len(owner)
    least = np.full(size, np.inf)
    before = np.zeros(size, dtype=np.int64)
    used = np.zeros(size, dtype=bool)
    column = 0
    while True:
        used[column] = True
        row = int(owner[column])
        reduced = np.concatenate([[np.inf], costs[row - 1] - row_potential[row] - column_potential[1:]])
        closer = ~used & (reduced < least)
        least[closer], before[closer] = reduced[closer], column
        column = int(np.where(used, np.inf, least).argmin())
        step = least[column]
        row_potential[owner[used]] += step
        column_potential[used] -= step
        least[~used] -= step
        if not owner[column]:
            return column, before


def _flip(owner: npt.NDArray[np.int64], column: int, before: npt.NDArray[np.int64]) -> None:
    """Give every column of the path the row of the column before it."""
    while column:
        owner[column] = owner[before[column]]
        column = int(before[column])
