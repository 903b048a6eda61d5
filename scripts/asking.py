"""The options by which commands take a question of coverage, and the question that they ask."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from maps.question import Question

Need = Annotated[list[str] | None, typer.Option(help="需求或设施，可多次 · A need or amenity; repeat")]
At = Annotated[str | None, typer.Option(help="星期与整点 · Day and hour: 周六 22:00, Sat 22:00")]
Mode = Annotated[str | None, typer.Option(help="walk, ebike, drive", show_default="walk")]
Minutes = Annotated[float | None, typer.Option(help="分钟 · Minutes", show_default="15")]
Stations = Annotated[int, typer.Option(help="至少几个站点 · Stations within reach")]
Demand = Annotated[str | None, typer.Option(help="需求数据，不填按面积 · Demand; area unless given")]
Streets = Annotated[str | None, typer.Option(help="道路，不填按直线 · Streets; straight line unless given")]
Way = Annotated[str | None, typer.Option(help="无道路时 · Without streets: detour, straight")]


def question_of(area: str, *, need: list[str] | None, at: str | None, **others: Any) -> "Question":  # noqa: ANN401 - a field each
    """Return the question of a command's options, None for what was not given; raise `InputError` for what is none."""
    from maps import week
    from maps.question import Question

    given = {name: value for name, value in others.items() if value is not None}
    hour = None if at is None else week.parse_hour(at)
    way = "streets" if "streets" in given else "detour"
    return Question(area=area, needs=tuple(need or ()), hour=hour, **{"way": way, **given})
