"""The application as people start it: in a process of its own."""

import os
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import pytest

from liftapp.paths import Home
from liftapp.ui.logs import LOG, open_log

ROOT = Path(__file__).parents[2]
LIMIT_S = 1.0  # of CPU time, to the first paint
HEAVY = {"torch", "transformers", "peft", "huggingface_hub", "pypdf"}
XCB = ("xcb-cursor", "xcb-icccm", "xcb-image", "xcb-keysyms", "xcb-render-util", "xkbcommon-x11")
LANG_COUNTS = pytest.mark.skipif(sys.platform != "linux", reason="the system is asked otherwise")

# Stops where the engine would begin: what comes after the first paint does not count.
FIRST_PAINT = """
import sys, time
from liftapp.__main__ import main
from liftapp.ui import controller
def begin(self, files):
    print(time.process_time(), *sys.modules, flush=True)
    self.quitting.go()
controller.Controller.begin = begin
sys.exit(main(sys.argv[1:]))
"""


def first_paint() -> tuple[float, set[str]]:
    """CPU seconds from the start of Python to the first paint, and what was imported by then."""
    compiled = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}  # from the second try on, as installed
    ended = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env=compiled,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    seconds, *modules = ended.stdout.split()
    return float(seconds), {name.partition(".")[0] for name in modules}


def test_the_first_paint_comes_soon_and_without_torch() -> None:
    tries = [first_paint() for _ in range(3)]
    assert min(seconds for seconds, _ in tries) < LIMIT_S
    assert not HEAVY & tries[0][1]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.skipif(not all(map(find_library, XCB)), reason="libraries of Qt's xcb are missing")
def test_without_a_display_there_is_one_sentence() -> None:
    plain = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    no_locale = {"LC_ALL": "C", "LANG": ""}  # Qt complains of that first
    for display in ({}, {"DISPLAY": ":4711"}, no_locale):
        ended = subprocess.run(
            [sys.executable, "-m", "liftapp"], cwd=ROOT, capture_output=True, text=True,
            env=plain | {"QT_QPA_PLATFORM": "xcb", **display}, timeout=60,
        )  # fmt: skip
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("liftapp: The window can't be opened (could not connect to")
        assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("system", "told"),
    [
        ("en_US", "can't be written"),
        pytest.param("de_DE", "kann nicht geschrieben werden", marks=LANG_COUNTS),
    ],
)
def test_what_a_broken_home_means_is_told(tmp_path: Path, system: str, told: str) -> None:
    (tmp_path / "file").write_text("no folder")
    code = (
        "import sys; from PySide6.QtWidgets import QMessageBox;"
        "QMessageBox.critical = lambda *a: print(a[2]);"
        "from liftapp.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    unset = ("LANGUAGE", "LC_ALL", "LC_MESSAGES")
    plain = {key: value for key, value in os.environ.items() if key not in unset}
    ended = subprocess.run(
        [sys.executable, "-c", code, "--home", str(tmp_path / "file")],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60,
        env=plain | {"LANG": f"{system}.UTF-8", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ended.returncode == 5
    assert told in ended.stdout


def test_the_log_is_rotated(home: Home) -> None:
    path = open_log(home)
    try:
        for _ in range(30):
            LOG.error("x" * 100_000)
        assert path.stat().st_size <= 1_000_000
        assert 1 < len(list(path.parent.glob("liftapp.log*"))) <= 4
    finally:
        for handler in list(LOG.handlers):
            LOG.removeHandler(handler)
            handler.close()
