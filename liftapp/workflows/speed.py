"""Timing a model that is not here: random weights of a named configuration."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp import __version__
from liftapp.config import STANDARD
from liftapp.library import atomic_write
from liftapp.sizes import sized
from liftapp.workflows.examining import Examined, drawn, make_report_folder

if TYPE_CHECKING:
    from liftapp.exam.speed import Answered, Timed
    from liftapp.exam.tables import Table

DEFAULT_CONFIG = "qwen3-0.6b"


def speed(
    config: str | None = None,
    *,
    adapter: str | None = None,
    device: str | None = None,
    report: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Examined:
    """Time learning and answering with `config` (exam.speed); None is `DEFAULT_CONFIG`.

    With `report`, that folder gets speed.jsonl, as far as it is timed, then speed.md and its plot.

    Raises UsageError for an unknown configuration, ModelUnavailable for what does not fit.
    """
    from liftapp.exam.plots import draw_speed
    from liftapp.exam.speed import timed
    from liftapp.exam.tables import as_markdown, as_text

    name, kind = config or DEFAULT_CONFIG, adapter or STANDARD.memory
    if report is not None:
        make_report_folder(report)

    def keep(found: Timed) -> None:
        if report is not None:
            lines = "".join(json.dumps(row) + "\n" for row in _rows(found, name, kind))
            atomic_write(report / "speed.jsonl", lines.encode())

    found = timed(name, kind, device, tell=tell, keep=keep)
    keep(found)
    tables = _tables(found)
    if report is not None:
        plots = drawn(lambda: draw_speed(found.answered, report), tell)
        about = (
            f"Random weights, {found.parameters / 1e9:.2f} G parameters, "
            f"{found.computed}; memory: {kind}; window: {found.window:,} tokens."
        )
        shown = [f"![{plot.removesuffix('.png')}]({plot})" for plot in plots]
        last = [f"Longer contexts are left out: {found.left_out}."] if found.left_out else []
        parts = [f"# Speed of {name}", about, *shown, as_markdown(tables), *last]
        atomic_write(report / "speed.md", ("\n\n".join(parts) + "\n").encode())
    if found.left_out:
        tell(f"Longer contexts are left out: {found.left_out}.")
    return Examined(as_text(tables), _rows(found, name, kind))


def _rows(found: Timed, name: str, kind: str) -> list[dict[str, object]]:
    """Every figure as an object; the first says what they are of."""
    rows: list[dict[str, object]] = [
        {"configuration": name, "memory": kind, "parameters": found.parameters,
         "computed": found.computed, "window": found.window, "liftapp": __version__},
    ]  # fmt: skip
    if found.learned is not None:
        rows.append({"learning": asdict(found.learned)})
    rows += [{"reading": asdict(r)} for r in found.read]
    rows += [{"answering": asdict(a)} for a in found.answered]
    rows += [{"crossover": asdict(c)} for c in found.crossovers()]
    if found.left_out:
        rows.append({"left out": found.left_out})
    return rows


def _tables(found: Timed) -> list[Table]:
    from liftapp.exam.speed import ANSWER
    from liftapp.exam.tables import Table

    learning: tuple[tuple[str, ...], ...] = ()
    if (learned := found.learned) is not None:
        learning = (
            ("tokens of an update", f"{learned.update_tokens:,}"),
            ("seconds of an update", f"{learned.update_s:.3f}"),
            ("tokens/s", f"{learned.tokens_per_s:,.0f}"),
            ("peak memory", sized(learned.peak_bytes)),
            ("memory kept", sized(learned.memory_bytes)),
        )
    reading = tuple(
        (f"{r.document_tokens:,}", f"{r.read_s:,.1f}", f"{r.tokens_per_s:,.0f}",
         sized(r.memory_bytes), f"{r.timed_chunks:,} of {r.chunks:,}")
        for r in found.read
    )  # fmt: skip
    crossing = tuple(
        (f"{c.document_tokens:,}", f"{c.memory_s:.3f}", f"{c.in_view_s:.3f}",
         "never" if c.questions is None else f"{c.questions:,}")
        for c in found.crossovers()
    )  # fmt: skip
    answering = tuple(
        (
            f"{_memory(a)}{a.tokens:,} tokens in view",
            f"{a.first_token_s:.3f}", f"{a.tokens_per_s:,.1f}", sized(a.peak_bytes),
        )
        for a in found.answered
    )  # fmt: skip
    header = ("", "seconds to the first token", "tokens/s", "peak memory")
    tables = [
        Table("Learning, preset trained", ("", "figure"), learning),
        Table("Reading, preset standard: seconds of all chunks, from those timed",
              ("tokens of the document", "seconds", "tokens/s", "memory kept", "chunks timed"),
              reading),
        Table("Answering", header, answering),
        Table(f"Reading once, or with every question: answers of {ANSWER} tokens",
              ("tokens of the document", "seconds from memory", "seconds with the text in view",
               "questions until reading pays"), crossing),
    ]  # fmt: skip
    return [table for table in tables if table.rows]


def _memory(answered: Answered) -> str:
    if answered.document_tokens:
        return f"memory of {answered.document_tokens:,} tokens, "
    return "memory, " if answered.memory else ""
