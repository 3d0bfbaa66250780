"""Tables of words and numbers, for a terminal and for Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A title, the names of the columns and the rows; the first column is words."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_text(tables: Sequence[Table]) -> str:
    """Columns under each other: words to the left, numbers to the right."""
    return "\n\n".join(_text(table) for table in tables)


def _text(table: Table) -> str:
    lines = [table.header, *table.rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.header))]
    out = [table.title]
    for first, *rest in lines:
        cells = [cell.rjust(w) for cell, w in zip(rest, widths[1:], strict=True)]
        out.append("  ".join([f"  {first:<{widths[0]}}", *cells]).rstrip())
    return "\n".join(out)


def as_markdown(tables: Sequence[Table]) -> str:
    """A heading and a pipe table for each."""
    return "\n\n".join(_markdown(table) for table in tables)


def _markdown(table: Table) -> str:
    rule = ("---", *["---:"] * (len(table.header) - 1))
    lines = [" | ".join(_escaped(c) for c in row) for row in (table.header, rule, *table.rows)]
    return f"## {table.title}\n\n" + "\n".join(f"| {line} |" for line in lines)


def _escaped(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").split())


def as_page(
    title: str, about: Mapping[str, str], note: str, plots: Sequence[str], tables: Sequence[Table]
) -> str:
    """A report in Markdown; `plots` are files beside it."""
    facts = "\n".join(f"- {name}: {value}" for name, value in about.items())
    shown = "\n".join(f"![{name.removesuffix('.png')}]({name})" for name in plots)
    parts = [f"# {title}", facts, note, shown, as_markdown(tables)]
    return "\n\n".join(part for part in parts if part) + "\n"
