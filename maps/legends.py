"""What a legend says: a line a class, with its colour, its texture and how much is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from maps.captions import legend_label
from maps.classes import NO_DATA, Classes
from maps.wording import WORDS
from stations.language import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line of a legend; `texture` tells it from others without its colour: a class of the page's style."""

    color: str
    label: str
    count: str
    texture: str = ""


def of_classes(classes: Classes, lang: Lang) -> Sequence[Line]:
    """Return the legend of classed districts, those without data hatched."""
    return [
        Line(
            color=line.color,
            label=legend_label(line, lang),
            count=WORDS["in_class"].say(lang).replace("{n}", str(line.districts)),
            texture="hatched" if line.number == NO_DATA else "",
        )
        for line in classes.legend
    ]
