"""What is written to the registry, with a stand-in for it: Windows itself was never tried."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from liftapp.workflows.associations import CLASSES, ENDINGS, PROG_ID, associate, dissociate


class Key:
    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def __enter__(self) -> "Key":
        return self

    def __exit__(self, *_: object) -> None: ...


class Registry(ModuleType):
    """As much of winreg as is used; as there, a key with others below can't be deleted."""

    HKEY_CURRENT_USER, KEY_ALL_ACCESS, REG_SZ = "user", "all", "text"

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, str]] = {}

    def CreateKey(self, _: str, place: str) -> Key:  # noqa: N802  winreg's names
        parts = place.split("\\")
        for end in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:end]), {})
        return Key(self.keys[place])

    def OpenKey(self, _: str, place: str, _reserved: int, _access: str) -> Key:  # noqa: N802
        if place not in self.keys:
            raise FileNotFoundError(place)
        return Key(self.keys[place])

    def SetValueEx(self, key: Key, name: str, _r: int, _kind: str, value: str) -> None:  # noqa: N802
        key.values[name] = value

    def QueryValueEx(self, key: Key, name: str) -> tuple[Any, str]:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def DeleteValue(self, key: Key, name: str) -> None:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(name)
        del key.values[name]

    def DeleteKey(self, _: str, place: str) -> None:  # noqa: N802
        if place not in self.keys:
            raise FileNotFoundError(place)
        if any(other.startswith(f"{place}\\") for other in self.keys):
            raise PermissionError(place)
        del self.keys[place]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    made = Registry()
    monkeypatch.setitem(sys.modules, "winreg", made)
    return made


def value(registry: Registry, key: str, name: str = "") -> str | None:
    return registry.keys.get(rf"{CLASSES}\{key}", {}).get(name)


def test_files_are_offered_and_defaults_stay(registry: Registry) -> None:
    registry.CreateKey("user", rf"{CLASSES}\.pdf").values[""] = "AcroExch.Document"
    associate([Path(r"C:\Program Files\py\pythonw.exe"), "-m", "liftapp"], Path(r"C:\x\l.ico"))
    command = value(registry, rf"{PROG_ID}\shell\open\command")
    assert command == r'"C:\Program Files\py\pythonw.exe" -m liftapp "%1"'
    assert all(value(registry, rf"{e}\OpenWithProgids", PROG_ID) == "" for e in ENDINGS)
    assert value(registry, ".pdf") == "AcroExch.Document"
    assert value(registry, ".liftmem") == PROG_ID
    assert value(registry, rf"{PROG_ID}\DefaultIcon") == r"C:\x\l.ico"


def test_nothing_of_it_is_left(registry: Registry) -> None:
    registry.CreateKey("user", rf"{CLASSES}\.pdf\OpenWithProgids").values["Other"] = ""
    associate(["liftapp.exe"], Path("l.ico"))
    for _ in range(2):  # what is gone already is no error
        dissociate()
        assert not any(PROG_ID in place for place in registry.keys)
        held = [v for values in registry.keys.values() for v in (*values, *values.values())]
        assert PROG_ID not in held
    assert value(registry, r".pdf\OpenWithProgids", "Other") == ""


def test_another_program_keeps_what_it_took_over(registry: Registry) -> None:
    associate(["liftapp.exe"], Path("l.ico"))
    registry.keys[rf"{CLASSES}\.liftmem"][""] = "Other.Program"
    dissociate()
    assert value(registry, ".liftmem") == "Other.Program"
