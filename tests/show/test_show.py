"""The show itself takes a screen and minutes; here is only what it says where it can't begin."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_says_what_to_install(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.show"], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"PATH": str(tmp_path)}, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Not installed here; on Debian: apt install xvfb openbox xdotool")
    assert ran.stderr.count("\n") == 1


def test_it_says_that_there_is_no_such_program(tmp_path: Path) -> None:
    program = tmp_path / "liftapp"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.show", "--program", str(program)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.endswith(f"there is no program {program}\n")
