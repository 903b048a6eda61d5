"""What became of every row of a list: counts, reasons, conflicts, in words and as data."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from stations.imports.reasons import Reason
from stations.language import Text
from stations.quality import CONFLICT_KINDS, Conflict

Outcome = Literal["added", "changed", "unchanged", "held", "rejected"]

OUTCOMES: Mapping[Outcome, Text] = {
    "added": Text("新增", "Added"),
    "changed": Text("变更", "Changed"),
    "unchanged": Text("未变", "Unchanged"),
    "held": Text("待定", "Held"),
    "rejected": Text("拒收", "Rejected"),
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what follows


class RowReport(NamedTuple):
    """One row of the file and what became of it; `row` is its number as a spreadsheet shows it."""

    row: int
    outcome: Outcome
    source_id: str
    name: str
    reasons: tuple[Reason, ...]


class ConflictReport(NamedTuple):
    """A row whose declared district and whose point do not agree."""

    row: int
    conflict: Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """A whole import. `columns` says what each heading was taken for, `agreement` how the datum fits the districts."""

    file: str
    source: str
    crs: str
    dry_run: bool
    columns: Mapping[str, Text]
    not_understood: Sequence[str]
    rows: Sequence[RowReport]
    conflicts: Sequence[ConflictReport]
    agreement: Mapping[str, int]
    warnings: Sequence[Text]

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows had each outcome; together they are all rows of the file."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return {
            "file": self.file,
            "source": self.source,
            "crs": self.crs,
            "dry_run": self.dry_run,
            "counts": {"rows": len(self.rows), **self.counts},
            "columns": {heading: text._asdict() for heading, text in self.columns.items()},
            "columns_not_understood": list(self.not_understood),
            "agreement": dict(self.agreement),
            "warnings": [text._asdict() for text in self.warnings],
            "conflicts": [_conflict(entry) for entry in self.conflicts],
            "rows": [
                {**row._asdict(), "reasons": [reason_dict(reason) for reason in row.reasons]} for row in self.rows
            ],
        }

    def as_csv(self) -> str:
        """Return one line a row, for a spreadsheet; cells that it would run as formulas begin with an apostrophe."""
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\r\n")
        lines.writerow(["行号", "结果", "outcome", "编号", "名称", "列", "原因", "reason"])
        for row in self.rows:
            columns = "；".join(dict.fromkeys(reason.column for reason in row.reasons if reason.column))
            zh = "".join(reason.text.zh for reason in row.reasons)
            en = " ".join(reason.text.en for reason in row.reasons)
            cells = [OUTCOMES[row.outcome].zh, row.outcome, row.source_id, row.name, columns, zh, en]
            lines.writerow([row.row, *map(harmless, cells)])
        return out.getvalue()


def reason_dict(reason: Reason) -> dict[str, Any]:
    """Return a reason as plain data."""
    return {"column": reason.column, "verdict": reason.verdict, **reason.text._asdict()}


def _conflict(entry: ConflictReport) -> dict[str, Any]:
    conflict = entry.conflict
    return {
        "row": entry.row,
        "source_id": conflict.source_id,
        "name": conflict.name,
        "kind": conflict.kind,
        **CONFLICT_KINDS[conflict.kind]._asdict(),
        "declared_district": conflict.declared_district,
        "declared_adcode": conflict.declared_adcode,
        "derived_adcode": conflict.derived_adcode,
        "derived_district": conflict.derived_district,
    }


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
