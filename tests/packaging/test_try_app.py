"""Trying the built app takes minutes and a build; here is what it finds where there is none."""

import runpy
from pathlib import Path

import pytest

from tests.cli.running import ROOT

SCRIPT = runpy.run_path(str(ROOT / "packaging" / "try_app.py"))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that only says its version, whatever it is asked."""
    path = tmp_path / "liftapp"
    path.write_text("#!/bin/sh\necho liftapp 0.1.0\n")
    path.chmod(0o755)
    return path


def test_a_program_that_is_not_there_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert SCRIPT["main"](tmp_path / "liftapp") == 1
    assert "FAILED: " in capsys.readouterr().out


def test_a_program_that_does_less_fails_at_the_first_step(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert SCRIPT["main"](program) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_build_without_the_resources_fails(program: Path, tmp_path: Path) -> None:
    with pytest.raises(SCRIPT["Failed"], match=r"foreign\.json.*i18n/liftapp_de\.qm"):
        SCRIPT["carry"](SCRIPT["App"](program, tmp_path))


@pytest.mark.parametrize("step", ["learn", "ask", "show"])
def test_a_program_that_only_says_its_version_passes_no_other_step(
    step: str, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SCRIPT["_until"].__globals__, "SOON_S", 0.5)
    with pytest.raises((SCRIPT["Failed"], ValueError)):
        SCRIPT[step](SCRIPT["App"](program, tmp_path))
