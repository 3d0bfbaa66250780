"""Answers that were given already: JSON lines, appended as they come, so that work can go on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from liftapp import __version__
from liftapp.errors import UsageError
from liftapp.library.storage import disk_errors_in_words

Row = dict[str, object]
KEY, VERDICT, JUDGE = "key", "judged right", "judge"


def key_of(*parts: object) -> str:
    """The hash of all that decides an answer: what is given, the prompts, and this version."""
    from liftapp.lift import prompts

    said = {name: text for name, text in vars(prompts).items() if name.isupper()}
    return hashlib.sha256(json.dumps((*parts, said, __version__)).encode()).hexdigest()


@dataclass
class Answers:
    """Rows by the key of what was asked, and a judge's verdicts on them.

    A verdict is a line of its own, so that a judge may come later, and another one again.
    """

    path: Path
    rows: dict[str, Row] = field(default_factory=dict)
    verdicts: dict[tuple[str, str], bool] = field(default_factory=dict)
    """By (key, the judge's name)."""

    def __post_init__(self) -> None:
        """Read what is there; a last line that a crash cut off is as if never written."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError as e:
            raise UsageError(f"{self.path} can't be read; name another folder.") from e
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and isinstance(row.get(KEY), str):
                self._take(row)

    def add(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Append rows, and wait until they are on the disk. Raises OutOfResources without room."""
        new = [dict(row) for row in rows]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in new)
        with disk_errors_in_words(self.path), self.path.open("ab+") as file:
            file.seek(max(0, file.tell() - 1))
            whole = file.read() in (b"", b"\n")
            file.write((text if whole else "\n" + text).encode())
            file.flush()
            os.fsync(file.fileno())
        for row in new:
            self._take(row)

    def _take(self, row: Row) -> None:
        key = str(row[KEY])
        if JUDGE in row:
            if isinstance(verdict := row.get(VERDICT), bool):
                self.verdicts[key, str(row[JUDGE])] = verdict
        else:
            self.rows[key] = row
