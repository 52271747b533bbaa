"""The whole measurement: what is measured in which order, the table, and the JSON."""

import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

Row = dict[str, Any]


def machine() -> Row:
    """What the figures were measured on, and when."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next((line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line), "")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processors": os.cpu_count(),
        "processor": model,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


def show(console: Console, title: str, rows: list[Row]) -> None:
    """A table with one line a row; the names of the columns are those of the first row."""
    table = Table(title=title, title_justify="left")
    for name in rows[0]:
        table.add_column(name.replace("_", " "), justify="left" if name == "name" else "right")
    for row in rows:
        table.add_row(*(f"{value:,.2f}" if isinstance(value, float) else str(value) for value in row.values()))
    console.print(table)


def write(path: Path | None, report: Row) -> None:
    """Keep the figures for comparison, if a file was asked for."""
    if path:
        path.write_text(json.dumps(report, indent=1) + "\n")


def as_rows(figures: list[Any]) -> list[Row]:
    return [asdict(figure) for figure in figures]
