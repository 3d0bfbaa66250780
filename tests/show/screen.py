"""A screen of its own: Xvfb with a window manager, its pointer and keys, and pictures of it."""

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

Point = tuple[int, int]

NEEDED = {
    "Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "wmctrl": "wmctrl",
    "import": "imagemagick", "gio": "libglib2.0-bin", "dbus-run-session": "dbus-daemon",
    "desktop-file-validate": "desktop-file-utils",
}  # fmt: skip
"""Programs, and Debian's packages of them."""
STEPS = 12
"""Of the pointer on its way from one point to another: a drag is noticed only in motion."""


class Screen:
    """`width` x `height` pixels; `end` takes everything down again."""

    def __init__(self, width: int, height: int) -> None:
        """Begin empty; programs started from now on find it by DISPLAY."""
        read, write = os.pipe()
        size = f"{width}x{height}x24"
        server = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
        self._programs = [_quiet(server, pass_fds=(write,))]
        os.close(write)
        with os.fdopen(read) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        self._programs.append(_quiet(["openbox"]))

    def end(self) -> None:
        """End window manager and server."""
        for program in reversed(self._programs):
            program.terminate()
            program.wait()

    def window(self, title: str, *, pid: int | None = None) -> str | None:
        """The id of a window with this title, of that process; None where there is none."""
        listed = _said("wmctrl", "-l", "-p")
        for line in listed.splitlines():
            key, _, owner, _, name = (*line.split(maxsplit=4), "")[:5]
            if name.strip() == title and pid in (None, int(owner)):
                return key
        return None

    def pid(self, window: str) -> int:
        """The process of a window."""
        (line,) = (each for each in _said("wmctrl", "-l", "-p").splitlines() if window in each)
        return int(line.split()[2])

    def place(self, window: str, x: int, y: int, width: int, height: int) -> None:
        """Move and size a window, and bring it to the front."""
        _said("wmctrl", "-i", "-r", window, "-e", f"0,{x},{y},{width},{height}")
        _said("wmctrl", "-i", "-a", window)

    def click(self, at: Point) -> None:
        """Press and let go of the left button."""
        _said("xdotool", "mousemove", *map(str, at), "click", "1")

    def move(self, to: Point) -> None:
        """Move the pointer."""
        _said("xdotool", "mousemove", *map(str, to))

    def wheel(self, at: Point, *, up: bool) -> None:
        """Turn the wheel by one."""
        _said("xdotool", "mousemove", *map(str, at), "click", "4" if up else "5")

    def drag(self, start: Point, end: Point, before_drop: Callable[[], object]) -> None:
        """Drag with the left button; `before_drop` is called while it hovers over the end."""
        _said("xdotool", "mousemove", *map(str, start), "mousedown", "1")
        for i in range(1, STEPS + 1):
            x, y = (a + (b - a) * i // STEPS for a, b in zip(start, end, strict=True))
            _said("xdotool", "mousemove", "--sync", str(x), str(y))
            time.sleep(0.05)
        before_drop()
        _said("xdotool", "mouseup", "1")

    def key(self, *names: str) -> None:
        """Press keys such as "ctrl+q", one after the other."""
        _said("xdotool", "key", "--delay", "80", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        _said("xdotool", "type", "--delay", "40", text)

    def picture(self, path: Path, width: int, height: int) -> None:
        """Write a picture of the screen, from its upper left corner on, as PNG."""
        part = f"{width}x{height}+0+0"
        _said("import", "-silent", "-window", "root", "-crop", part, "+repage", str(path))


def _quiet(command: list[str], pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=pass_fds
    )


def _said(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return re.sub(r"\r", "", ran.stdout)
