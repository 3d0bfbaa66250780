"""How a kept chat is laid out."""

from collections.abc import Sequence
from pathlib import PurePath

from liftapp.library import Turn
from liftapp.ui.chat.wish import WITHOUT_MEMORY


def columns(turns: Sequence[Turn]) -> list[list[Turn]]:
    """Turns that were compared (the same question at the same moment) together, others alone."""
    rows: list[list[Turn]] = []
    for turn in turns:
        if rows and len(rows[-1]) == 1 and are_twins(rows[-1][0], turn):
            rows[-1].append(turn)
        else:
            rows.append([turn])
    return rows


def are_twins(one: Turn, other: Turn) -> bool:
    """Whether two turns are the two columns of one comparison."""
    same = (one.question, one.asked_at) == (other.question, other.asked_at)
    return same and (one.mode, other.mode) == ("both", WITHOUT_MEMORY)


def paged(path: str) -> bool:
    """Whether a document has pages that mean something to its reader."""
    return PurePath(path).suffix.lower() == ".pdf"
