"""Files of a benchmark, line by line, with a sentence for whatever is not in its form."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from liftapp.errors import NotFound, UsageError

Read = TypeVar("Read")


def check_folder(folder: Path) -> None:
    """Raise NotFound where there is no such folder."""
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}; check the name.")


def files_in(folder: Path, names: Sequence[str], benchmark: str) -> list[Path]:
    """Those of the benchmark's files that are there.

    Raises:
        NotFound: there is no such folder.
        UsageError: none of them is in it.
    """
    check_folder(folder)
    found = [path for name in names if (path := folder / name).is_file()]
    if not found:
        raise UsageError(f"{folder} holds none of {benchmark}'s files: {', '.join(names)}.")
    return found


def read_lines(path: Path, benchmark: str, read: Callable[[dict[str, object]], Read]
               ) -> Iterator[Read]:  # fmt: skip
    """What `read` makes of the object on each line; it raises ValueError or KeyError for others.

    Raises:
        UsageError: the file can't be read, or a line is of another form.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise UsageError(f"{path} can't be read as a text in UTF-8; download it again.") from e
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            if not isinstance(found, dict):
                raise ValueError("no object")
            made = read(found)
        except (ValueError, KeyError, RecursionError) as e:
            raise UsageError(f"{path.name}, line {number}, is not in {benchmark}'s form.") from e
        yield made


def text_of(row: dict[str, object], name: str) -> str:
    """A field that holds text. Raises KeyError or ValueError where it does not."""
    value = row[name]
    if not isinstance(value, str):
        raise ValueError(name)
    return value


def filled(row: dict[str, object], name: str) -> str:
    """The same, and more than blanks."""
    value = text_of(row, name)
    if not value.strip():
        raise ValueError(name)
    return value
