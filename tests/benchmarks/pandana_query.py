"""Pandana's nearest stations of all nodes, in a process of its own: it is not among our packages.

PYTHON_WITH_PANDANA tests/benchmarks/pandana_query.py city.npz limit_in_decimetres answer.npy

Prints the CPU seconds of the best of five queries; what pandana does before the first is not counted.
"""

import sys
import time

import numpy as np
import pandas as pd


def main(city: str, limit: str, answer: str) -> None:
    """Ask and write down the distance of every node."""
    import pandana  # type: ignore[import-not-found]  # installed by whoever runs the comparison

    with np.load(city) as stored:
        first, head, cost_dm, _, _, _, _, stations, _ = (stored[name] for name in stored.files)
    nodes = np.arange(len(first) - 1)
    tail = np.repeat(nodes, np.diff(first))
    # a node's place is its number, so that stations are snapped to their own nodes
    network = pandana.Network(
        pd.Series(nodes.astype(float)),
        pd.Series(np.zeros(len(nodes))),
        pd.Series(tail),
        pd.Series(head),
        pd.DataFrame({"cost": cost_dm.astype(float)}),
        twoway=False,
    )
    at = pd.Series(np.unique(stations).astype(float))
    network.set_pois("station", float(limit), 1, at, pd.Series(np.zeros(len(at))))
    spent_s = []
    for _ in range(5):
        begin = time.process_time()
        found = network.nearest_pois(float(limit), "station", num_pois=1)
        spent_s.append(time.process_time() - begin)
    np.save(answer, found[1].to_numpy())
    sys.stdout.write(f"{min(spent_s)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
