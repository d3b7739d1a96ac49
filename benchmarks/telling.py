"""Results as a table for people and as data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.measuring import Comparison, Figure, Result, Series


def as_data(result: Result) -> dict[str, Any]:
    """One result as JSON: every absolute figure, the ratio, the number of runs, the spread."""
    if isinstance(result, Figure):
        return {
            "name": result.name,
            "value": round(result.value, 3),
            "unit": result.unit,
            "runs": result.runs,
            "aim": result.aim,
            "met": is_met(result),
            "beside": result.beside,
        }
    return {
        "name": result.name,
        "unit": result.unit,
        "ours": _series(result, result.ours),
        "other": _series(result, result.other),
        "ratio": round(result.ratio, 3),
        "ratio_spread": [round(min(result.ratios), 3), round(max(result.ratios), 3)],
        "runs": len(result.ratios),
        "aim": result.aim,
        "met": is_met(result),
    }


def is_met(result: Result) -> bool | None:
    """Whether the aim was reached; None where there is none."""
    if result.aim is None:
        return None
    if isinstance(result, Comparison):
        return result.ratio <= result.aim
    return result.value >= result.aim if result.more_is_better else result.value <= result.aim


def table(results: Sequence[Result]) -> list[str]:
    """The results as lines of a table: name, ours, the other, ratio of their times, runs, aim."""
    rows = [("", "MuseMinder", "beside", "times as long", "runs", "aim")]
    rows += [_row(result) for result in results]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _row(result: Result) -> tuple[str, str, str, str, str, str]:
    if isinstance(result, Figure):
        value = f"{_short(result.value)} {result.unit}".strip()
        return (result.name, value, result.beside, "", str(result.runs), _aim(result))
    spread = f"({min(result.ratios):.2f}–{max(result.ratios):.2f})"
    return (
        result.name,
        _told(result, result.ours),
        f"{result.other.name}: {_told(result, result.other)}",
        f"{result.ratio:.2f} {spread}",
        str(len(result.ratios)),
        _aim(result),
    )


def _aim(result: Result) -> str:
    if result.aim is None:
        return ""
    more = isinstance(result, Figure) and result.more_is_better
    return f"{'≥' if more else '≤'} {result.aim:g} {'met' if is_met(result) else 'MISSED'}"


def _told(result: Comparison, series: Series) -> str:
    low, high = sorted((result.told(min(series.runs)), result.told(max(series.runs))))
    middle = _short(result.told(series.middle))
    return f"{middle} {result.unit} ({_short(low)}–{_short(high)})"


def _short(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _series(result: Comparison, series: Series) -> dict[str, Any]:
    told = [result.told(run) for run in series.runs]
    return {
        "name": series.name,
        "median": round(result.told(series.middle), 3),
        "low": round(min(told), 3),
        "high": round(max(told), 3),
    }
