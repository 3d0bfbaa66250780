"""Running liftapp the way a person or a program does, and reading what it says."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

KILLED_AT = """
import os, signal, sys
from liftapp.cli import main
from liftapp.cli.output import Output
from liftapp.workflows import learning
learning.CHECKPOINT_S = 0.0
tell = Output.event
def event(self, event):
    tell(self, event)
    if f"{event.event} {getattr(event, 'stage', '')} {getattr(event, 'step', '')}" == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)
Output.event = event
sys.exit(main.main(sys.argv[2:]))
"""


@dataclass(frozen=True)
class Ended:
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentence(self) -> str:
        """What went wrong: one plain sentence, the last thing said, and no traceback."""
        said = self.err.splitlines()
        told = [line for line in said if line.startswith("liftapp: ")]
        assert len(told) == 1, self.err
        assert said[-1] == told[0], self.err
        assert "Traceback" not in self.err
        assert told[0].endswith("."), self.err
        return told[0]


def program(*arguments: object, **options: Any) -> Ended:
    """`python -m liftapp` in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "liftapp", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **options,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def kill_at(moment: str, *arguments: object) -> None:
    """`liftapp ...` in a process of its own that is killed once it tells this event."""
    child = subprocess.run(
        [sys.executable, "-c", KILLED_AT, moment, *map(str, arguments)],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert child.returncode == -signal.SIGKILL, child.stderr
