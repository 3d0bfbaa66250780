r"""Windows: which files "Open with" offers liftapp for, in this user's part of the registry.

HKEY_CURRENT_USER\Software\Classes has liftapp's ProgID, with its icon and command, and names it in
OpenWithProgids of each ending. Nothing becomes a default but for .liftmem, which nothing else
opens. Nobody has tried it on Windows yet.
"""

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

CLASSES = r"Software\Classes"
PROG_ID = "liftapp.Document"
OWN = ".liftmem"
ENDINGS = (OWN, ".pdf", ".txt", ".md", ".markdown")
KEYS = (rf"{PROG_ID}\shell\open\command", rf"{PROG_ID}\shell\open", rf"{PROG_ID}\shell",
        rf"{PROG_ID}\DefaultIcon", PROG_ID)  # fmt: skip
"""Innermost first: a key with others below it can't be deleted."""


def associate(command: Sequence[str | Path], icon: Path) -> None:
    """Offer `command`, a program and its arguments, for the files that liftapp reads."""
    line = subprocess.list2cmdline([*map(str, command), "%1"]).removesuffix("%1") + '"%1"'
    for key, name, value in (
        (PROG_ID, "", "Document for liftapp"),
        (rf"{PROG_ID}\DefaultIcon", "", str(icon)),
        (rf"{PROG_ID}\shell\open\command", "", line),
        (OWN, "", PROG_ID),
        *((rf"{ending}\OpenWithProgids", PROG_ID, "") for ending in ENDINGS),
    ):
        _set(key, name, value)


def dissociate() -> None:
    """Take all of it out again; what is not there is passed over."""
    registry = import_module("winreg")
    for ending in ENDINGS:
        with suppress(FileNotFoundError), _opened(rf"{ending}\OpenWithProgids") as opened:
            registry.DeleteValue(opened, PROG_ID)
    with suppress(FileNotFoundError), _opened(OWN) as opened:
        if registry.QueryValueEx(opened, "")[0] == PROG_ID:
            registry.DeleteValue(opened, "")
    for key in KEYS:
        with suppress(FileNotFoundError):
            registry.DeleteKey(registry.HKEY_CURRENT_USER, rf"{CLASSES}\{key}")


def _opened(key: str) -> Any:
    """A winreg.HKEYType."""
    registry = import_module("winreg")
    place = rf"{CLASSES}\{key}"
    return registry.OpenKey(registry.HKEY_CURRENT_USER, place, 0, registry.KEY_ALL_ACCESS)


def _set(key: str, name: str, value: str) -> None:
    registry = import_module("winreg")
    with registry.CreateKey(registry.HKEY_CURRENT_USER, rf"{CLASSES}\{key}") as made:
        registry.SetValueEx(made, name, 0, registry.REG_SZ, value)
