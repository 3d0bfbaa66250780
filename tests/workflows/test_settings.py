import json

import pytest

from liftapp.config import DEFAULT_PRESET
from liftapp.paths import Home
from liftapp.workflows import settings
from liftapp.workflows.settings import Settings

CHOSEN = Settings("maker/small", "cpu", "paper", "dark", "de", 1.5, ("/a/b.pdf", "/c/d é.md"))


def write(home: Home, content: str) -> None:
    (home.config / "settings.json").write_text(content, encoding="utf-8")


def test_nothing_chosen_is_the_default(home: Home) -> None:
    assert settings.load(home) == Settings()
    assert Settings().preset == DEFAULT_PRESET


def test_what_was_chosen_comes_back(home: Home) -> None:
    settings.save(home, CHOSEN)
    assert settings.load(home) == CHOSEN
    settings.save(home, Settings())
    assert settings.load(home) == Settings()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "[" * 100_000, '{"theme": NaN}'])
def test_a_damaged_file_is_the_default_and_can_be_written_over(home: Home, content: str) -> None:
    write(home, content)
    assert settings.load(home) == Settings()
    settings.save(home, CHOSEN)
    assert settings.load(home) == CHOSEN


def test_what_is_no_text_at_all_is_the_default(home: Home) -> None:
    (home.config / "settings.json").write_bytes(b"\xff\xfe\x00")
    assert settings.load(home) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("model", 3), ("device", ["cpu"]), ("preset", "gone"), ("preset", []), ("theme", "pink")),
        *(("language", "xx"), ("language", {}), ("font_scale", 0), ("font_scale", 99)),
        *(("font_scale", True), ("font_scale", "1"), ("recent", "/a"), ("recent", [1])),
    ],
)
def test_one_that_makes_no_sense_leaves_the_others(home: Home, name: str, value: object) -> None:
    settings.save(home, CHOSEN)
    kept = json.loads((home.config / "settings.json").read_text())
    write(home, json.dumps(kept | {name: value}))
    loaded = settings.load(home)
    assert getattr(loaded, name) == getattr(Settings(), name)
    assert sum(getattr(loaded, n) != getattr(CHOSEN, n) for n in kept) == 1


def test_a_whole_number_is_a_scale(home: Home) -> None:
    write(home, '{"font_scale": 2}')
    assert settings.load(home).font_scale == 2.0


def test_what_another_version_keeps_there_stays(home: Home) -> None:
    write(home, '{"theme": "dark", "of_a_later_version": {"x": 1}}')
    settings.save(home, Settings(theme="light"))
    kept = json.loads((home.config / "settings.json").read_text())
    assert kept["of_a_later_version"] == {"x": 1}
    assert kept["theme"] == "light"
