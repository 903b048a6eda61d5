"""How a demand is spread over the hours of the week, from a small table."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from maps.demand.reading import weigh
from maps.demand.surface import HeldRow
from maps.week import HOURS
from stations.compiling import Array
from stations.errors import InputError
from stations.imports import readers
from stations.imports.columns import plain_text
from stations.language import Text

COLUMNS = ("hour_of_week", "share")
WHOLE_WEEK = 0.01  # so near to 1 the shares add up when they are parts of the week


def read(path: Path) -> Array:
    """Return the share of the weight that is there in each of the 168 hours, from Monday 00:00; 1 is all of it.

    The columns are `hour_of_week` (0 to 167) and `share`. Raise `InputError` unless every hour is there once, with a
    share of 0 to 1.
    """
    table = readers.read(path)
    heading_of = {plain_text(column): column for column in table.columns}
    hour, share = (heading_of.get(plain_text(column)) for column in COLUMNS)
    if hour is None or share is None:
        raise _wrong(f"需要列 {'、'.join(COLUMNS)}", f"The columns {' and '.join(COLUMNS)} are needed")
    found: dict[int, float] = {}
    for row in table.rows:
        text = row.cells.get(hour, "").strip()
        value = weigh(row.number, share, row.cells.get(share, ""))
        if not text.isdecimal() or int(text) >= HOURS or int(text) in found or isinstance(value, HeldRow):
            raise _wrong(f"第 {row.number} 行不可用", f"Row {row.number} cannot be used")
        if value > 1:
            raise _wrong(f"第 {row.number} 行的 {value:g} 大于 1", f"Row {row.number}: {value:g} is more than 1")
        found[int(text)] = value
    if len(found) < HOURS or not any(found.values()):
        raise _wrong(f"只有 {len(found)} 个小时，或全为 0", f"There are only {len(found)} hours, or all are 0")
    return np.array([found[each] for each in range(HOURS)], dtype=np.float64)


def doubts(share: Array) -> Sequence[Text]:
    """Warn of shares (168) that look like parts of the week: then hardly anything would be there at any hour."""
    summed = float(share.sum())
    if abs(summed - 1) > WHOLE_WEEK:
        return []
    return [
        Text(
            f"{HOURS} 个占比之和为 {summed:.3g}，像是各小时占一周的份额；而 share 为 1 表示该小时全部都在。"
            "请除以其中最大的一个后重新导入。",
            f"The {HOURS} shares add up to {summed:.3g}, as if each were its hour's part of the week; but a share of 1 "
            "means that all are there in that hour. Divide them by the largest and import again.",
        )
    ]


def _wrong(zh: str, en: str) -> InputError:
    return InputError(
        f"{zh}：每周分布表须有 {HOURS} 行，小时为 0 至 {HOURS - 1}（周一零点起），占比为 0 至 1，1 表示全部。",
        f"{en}: a profile has {HOURS} rows, hours 0 to {HOURS - 1} from Monday 00:00, and shares of 0 to 1 (all).",
        field="profile",
    )
