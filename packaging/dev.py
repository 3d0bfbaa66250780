"""Set up this checkout in a virtual environment of its own, then run the sample or checks of it.

    python3 packaging/dev.py sample    learn the sample document and answer questions about it
    python3 packaging/dev.py check     what a contributor runs before handing in a change
    python3 packaging/dev.py show      use the window as people do, with pictures (Linux)

Standard library only: this is what runs before anything is installed.
"""

# Keeps the annotations unread, so that an old Python gets as far as the sentence about its age.
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
OLDEST_PYTHON = (3, 11)

SAMPLE_FOLDER = ROOT / "resources" / "samples"
SAMPLE = [
    *("--train", str(SAMPLE_FOLDER / "yearbook.pdf")),
    *("--ask", "Who has the role of sponsor for the lending rule of Grackbosk?"),
    *("--ask", "What is the humidity of Temrin?"),
    *("--ask", "By what river is Leanthon traversed?"),
    *("--ask", "What is the head of the partner of the Temmar project called?"),
]

CHECKS = [
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["lint-imports", "--no-cache"],
    ["pytest"],
]
EXAM = ["liftapp", "--exam", "made", "--quick", "--home"]
"""The last check: the shipped model learns a made document and is asked about it."""


class SetUpError(Exception):
    """Something outside this project is in the way; the text says what to do."""


def check_python() -> None:
    """Raise SetUpError where this Python is older than the project's oldest."""
    if sys.version_info < OLDEST_PYTHON:
        wanted, found = (".".join(map(str, v)) for v in (OLDEST_PYTHON, sys.version_info[:2]))
        raise SetUpError(f"liftapp needs Python {wanted} or newer, and this is {found}.")


def fingerprint(extras: str) -> str:
    """Hash of everything that decides what gets installed."""
    import tomllib  # newer than the oldest Python that gets this far

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # Not the settings of the checks: those change often and install nothing.
    needs = repr([project["project"], project["build-system"], project["tool"]["hatch"]])
    seed = f"{sys.version} {ROOT} {extras} {needs} {CONSTRAINTS.read_text(encoding='utf-8')}"
    return hashlib.sha256(seed.encode()).hexdigest()


def make_environment() -> None:
    """Make .venv, or mend one whose Python went away."""
    if PYTHON.exists() and works([str(PYTHON), "-m", "pip", "--version"]):
        return
    print(f"Making a virtual environment in {ENVIRONMENT}", flush=True)
    try:
        import venv  # some systems package it apart from Python

        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (ImportError, OSError, subprocess.CalledProcessError) as error:
        raise SetUpError(
            f"The virtual environment could not be made ({error}); on Debian and Ubuntu, "
            "'apt install python3-venv' provides what is missing."
        ) from error


def works(command: list[str]) -> bool:
    """Whether a command starts and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install(extras: str) -> None:
    """Install the project, editable, with `extras` such as "[test]"; nothing to do when it is.

    An environment that already has the tests' extra also serves the sample.
    """
    stamps = ENVIRONMENT / "liftapp-installed"
    stamp = stamps / fingerprint(extras)
    if PYTHON.exists() and (stamp.exists() or (stamps / fingerprint("[test]")).exists()):
        return
    make_environment()
    print("Installing liftapp and the tested versions of what it needs", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    target = ["--constraint", str(CONSTRAINTS), "--editable", f"{ROOT}{extras}"]
    if subprocess.run([*pip, *target], check=False).returncode != 0:
        raise SetUpError(
            "pip could not install what liftapp needs (its own words are above); check the "
            "network and the disk, then run the same command again. If pip was once killed in "
            f"its work, delete the folder {ENVIRONMENT.name} before that."
        )
    stamps.mkdir(exist_ok=True)
    stamp.touch()


def run(command: list[str]) -> int:
    """Run a program of the environment from the checkout's folder."""
    print(f"$ {' '.join(command)}", flush=True)
    program = PROGRAMS / (command[0] + (".exe" if os.name == "nt" else ""))
    return subprocess.run([str(program), *command[1:]], cwd=ROOT, check=False).returncode


def sample() -> int:
    """Learn the sample document and answer questions about it."""
    install("")
    return run(["liftapp", *SAMPLE])


def show() -> int:
    """Use the window as people do, on a screen of its own."""
    install("[test]")
    return run(["python", "-m", "tests.show"])


def check() -> int:
    """Run every check, also after one failed, so that one run shows all there is to mend."""
    install("[test]")
    # Nothing of an earlier run may be found again: what is learned already is not learned.
    with tempfile.TemporaryDirectory() as home:
        failed = [command[0] for command in [*CHECKS, [*EXAM, home]] if run(command) != 0]
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    """Run one of the commands; returns the exit code."""
    commands = {"sample": sample, "check": check, "show": show}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        check_python()
        return commands[arguments[0]]()
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
