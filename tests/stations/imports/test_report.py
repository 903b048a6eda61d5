import csv
import io

from stations.imports.reasons import held
from stations.imports.report import ImportReport, RowReport


def report(*rows: RowReport) -> ImportReport:
    return ImportReport(
        file="list.csv",
        source="清单",
        crs="gcj02",
        dry_run=False,
        columns={},
        not_understood=(),
        rows=rows,
        conflicts=(),
        agreement={},
        warnings=(),
    )


def test_counts_add_up_to_the_rows() -> None:
    found = report(RowReport(2, "added", "1", "甲", ()), RowReport(3, "held", "2", "乙", ()))

    assert found.counts == {"added": 1, "changed": 0, "unchanged": 0, "held": 1, "rejected": 0}
    assert found.as_dict()["counts"]["rows"] == 2


def test_the_sheet_has_one_line_a_row_and_runs_no_formula() -> None:
    reason = held("名称", "“=1+1”有误。", "“=1+1” is wrong.")

    sheet = report(RowReport(2, "held", "-1", "=HYPERLINK(0)", (reason, reason)), RowReport(3, "added", "2", "乙", ()))

    lines = list(csv.reader(io.StringIO(sheet.as_csv())))
    assert len(lines) == 3
    assert lines[1][:6] == ["2", "待定", "held", "'-1", "'=HYPERLINK(0)", "名称"]
    assert lines[2] == ["3", "新增", "added", "2", "乙", "", "", ""]
