"""Needle in a haystack (Kamradt 2023): made facts put into texts of the user's choice.

Every .txt file of the folder is a haystack. Its needles stand between sentences, so a needle's
depth is where it came to stand, not where it was wanted.
"""

from bisect import bisect_left
from pathlib import Path
from random import Random

from liftapp.documents import split_sentences
from liftapp.errors import UsageError
from liftapp.exam.benchmarks.files import check_folder
from liftapp.exam.benchmarks.items import Item, Source
from liftapp.exam.scores import Metric

NEEDLES = 5
"""In one haystack, at even depths from its beginning to its end."""
PLACES = (
    "Aldmere", "Brackwell", "Corvane", "Dunhollow", "Elsgate", "Farrowby", "Grimsdal", "Hethering",
    "Ilvermoor", "Jarnwick", "Kelderby", "Lowmarch",
)  # fmt: skip
"""Invented, so that no model knows them."""


def load_needle(folder: Path, seed: int = 0) -> list[Source]:
    """Every haystack of a folder with its needles, by seed and file name.

    Raises:
        NotFound: there is no such folder.
        UsageError: it holds no .txt file, or one that is no text in UTF-8 or only blanks.
    """
    check_folder(folder)
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise UsageError(f"{folder} holds no .txt files to hide needles in.")
    return [_source(path, seed) for path in paths]


def _source(path: Path, seed: int) -> Source:
    try:
        hay = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise UsageError(f"{path} can't be read as a text in UTF-8; save it as one.") from e
    if not hay.strip():
        raise UsageError(f"{path} holds nothing but blanks; take it out of the folder.")
    rng = Random(f"needle {seed} {path.name}")
    places = rng.sample(PLACES, NEEDLES)
    codes = rng.sample(range(1_000_000, 10_000_000), NEEDLES)
    needles = [f"The gate code of {p} is {c}." for p, c in zip(places, codes, strict=True)]
    text, starts = _hide(hay, needles)
    items = tuple(
        Item(f"What is the gate code of {place}?", (str(code),), "Needle", (Metric.FOUND,),
             (needle,), _depth(start / max(1, len(text) - len(needle))))
        for place, code, needle, start in zip(places, codes, needles, starts, strict=True)
    )  # fmt: skip
    return Source(path.stem, text, items)


def _hide(hay: str, needles: list[str]) -> tuple[str, list[int]]:
    """The text with the needles at the nearest ends of sentences, and where each one begins."""
    ends = [0, *(s.end for s in split_sentences(hay))]
    parts, starts = list[str](), list[int]()
    at = length = 0
    for i, needle in enumerate(needles):
        wanted = round(i / (len(needles) - 1) * ends[-1])
        right = min(bisect_left(ends, wanted), len(ends) - 1)
        end = min(ends[max(0, right - 1) : right + 1], key=lambda e: abs(e - wanted))
        before = hay[at:end] + (" " if end else "")
        after = "" if end else " "
        starts.append(length + len(before))
        parts += [before, needle, after]
        length, at = length + len(before) + len(needle) + len(after), end
    return "".join([*parts, hay[at:]]), starts


def _depth(share: float) -> str:
    """A share of the text as the fifth of it that it lies in."""
    fifth = min(4, int(share * 5))
    return f"depth {fifth * 20}-{fifth * 20 + 20} %"
