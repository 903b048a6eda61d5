"""How the command line speaks: in the language that is set, and in tables or JSON."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from stations.config import load
from stations.errors import YizhanError
from stations.language import Text

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def say(zh: str, en: str) -> None:
    """Print one sentence in the language that is set."""
    console.print(escape(Text(zh, en).say(load().lang)), soft_wrap=True)


def complain(error: YizhanError) -> None:
    """Print an error in both languages, on the error stream: a setting may be what is wrong."""
    errors.print(f"[red]错误：[/red]{escape(error.text.zh)}", soft_wrap=True)
    errors.print(f"[red]Error: [/red]{escape(error.text.en)}", soft_wrap=True)


def show_json(value: object) -> None:
    """Print a value as JSON for other programs; raise `ValueError` for NaN and infinity, which it has no words for."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n")


def show_table(columns: Sequence[Text], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings in the language that is set."""
    lang = load().lang
    headings = (Column(column.say(lang), overflow="fold") for column in columns)  # nothing is cut off
    table = Table(*headings, header_style="bold", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table)


def show(facts: Mapping[str, Any], labels: Mapping[str, Text], *, as_json: bool) -> None:
    """Print named facts: as JSON under their keys, or as two columns under their labels."""
    if as_json:
        show_json(facts)
        return
    lang = load().lang
    rows = [(label.say(lang), _written(facts[key])) for key, label in labels.items()]
    show_table((Text("项目", "Item"), Text("值", "Value")), rows)


def _written(value: object) -> str:
    if value is None:
        return "—"
    return "、".join(map(str, value)) or "—" if isinstance(value, tuple) else str(value)
