"""The floor under a report pack: the same map, plotted by geopandas and nothing else."""

import sys
from pathlib import Path

import geopandas
from matplotlib.figure import Figure

LAYERS = {"districts": "none", "coverage": "covered", "gaps": "none", "stations": "black"}


def main(folder: Path) -> None:
    """Plot the layers of a pack into an A4 PNG of 300 dots to the inch."""
    figure = Figure(figsize=(8.27, 11.69), dpi=300)
    axes = figure.add_subplot()
    for name, color in LAYERS.items():
        frame = geopandas.read_file(folder / f"{name}.geojson").to_crs(32650)
        column = color if color in frame.columns else None
        frame.plot(ax=axes, column=column, color=None if column else color, edgecolor="black", linewidth=0.5)
    figure.savefig(folder / "plain.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
