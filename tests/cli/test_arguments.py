import os
import subprocess
import sys
from pathlib import Path

import pytest

from liftapp import __version__
from liftapp.cli.arguments import ADAPTERS, LARGEST_SEED, parser
from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.lift.memory import KINDS
from tests.cli.conftest import Call
from tests.cli.running import ROOT, program

HEAVY = ("torch", "transformers", "peft", "bitsandbytes", "PySide6", "qasync", "pypdf")
LIMIT_S = 0.3  # of CPU time


@pytest.mark.parametrize("option", ["--help", "--version", "--list"])
@pytest.mark.usefixtures("learned")
def test_what_must_answer_at_once_imports_nothing_heavy(option: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "liftapp", option],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "liftapp.cli.main" in imported  # else this looks at nothing
    assert not {name for name in imported if name.partition(".")[0] in HEAVY}


@pytest.mark.skipif(os.name == "nt", reason="has no account of a child's CPU time")
@pytest.mark.parametrize("option", ["--help", "--version", "--list"])
@pytest.mark.usefixtures("learned")
def test_what_must_answer_at_once_takes_little_cpu_time(option: str) -> None:
    assert min(cpu_seconds(option) for _ in range(3)) < LIMIT_S


def cpu_seconds(option: str) -> float:
    """User and system time of one call: the waiting on a busy machine does not count."""
    compiled = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}  # from the second try on, as installed
    child = subprocess.Popen(
        [sys.executable, "-m", "liftapp", option], cwd=ROOT, stdout=subprocess.DEVNULL, env=compiled
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return used.ru_utime + used.ru_stime


def test_help_and_version(call: Call) -> None:
    helped = call("--help")
    assert (helped.code, helped.err) == (0, "")
    for word in ("--train", "--resume", "--json", *PRESETS, *ADAPTERS, "130 interrupted"):
        assert word in helped.out
    assert call("--version").out == f"liftapp {__version__}\n"


def test_the_kinds_of_memory_are_some_of_those_there_are() -> None:
    assert set(ADAPTERS) <= set(KINDS)


def test_defaults() -> None:
    chosen = parser().parse_args(["--ask", "Who?", "--ask", "When?"])
    assert chosen.ask == ["Who?", "When?"]
    assert (chosen.mode, chosen.preset, chosen.seed) == ("both", DEFAULT_PRESET, 0)
    assert (chosen.model, chosen.device, chosen.home, chosen.document) == (None,) * 4
    assert parser().parse_args(["--seed", str(LARGEST_SEED)]).seed == LARGEST_SEED


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--train FILE"),
        (["report.pdf"], "Only the window"),
        (["report.pdf", "--list"], "Only the window"),
        (["--bogus"], "--bogus"),
        (["--tra", "report.pdf"], "--tra"),
        (["--train"], "--train"),
        (["--train", "a.txt", "--mode", "psychic"], "psychic"),
        (["--train", "a.txt", "--preset", "best"], "best"),
        (["--train", "a.txt", "--adapter", "prefix"], "prefix"),
        (["--train", "a.txt", "--seed", "-1"], "whole number"),
        (["--train", "a.txt", "--seed", "one"], "whole number"),
        (["--train", "a.txt", "--seed", str(LARGEST_SEED + 1)], "whole number"),
        (["--train", "a.txt", "--seed", "9" * 5000], "whole number"),
        (["--train", "a.txt", "b.txt", "--name", "both"], "--name"),
        (["--ask", "Why?", "--ocr"], "--ocr"),
        (["--list", "--train", "a.txt"], "one thing"),
        (["--delete", "a", "--export", "a", "b.liftmem"], "one thing"),
        (["--export", "a"], "--export"),
    ],
)
def test_a_call_that_makes_no_sense_is_told_in_one_sentence(
    call: Call, tmp_path: Path, arguments: list[str], told: str
) -> None:
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert told in ended.sentence
    assert not (tmp_path / "home" / "data" / "memories").exists()


def test_a_call_that_makes_no_sense_through_the_real_command_line() -> None:
    for arguments in (["--resume"], ["--bogus"]):
        ended = program(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == ended.sentence + "\n"
