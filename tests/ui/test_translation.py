"""The window in another language: started in it, complete, and in step with its sources."""

import os
import re
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from liftapp.paths import HOME_VARIABLE, Home
from liftapp.ui.look import spoken, words
from liftapp.ui.opening import opens
from liftapp.ui.settings_dialog import SettingsDialog
from liftapp.ui.shortcuts import listed
from liftapp.ui.window import MainWindow
from liftapp.workflows import settings
from liftapp.workflows.settings import Settings
from tests.ui.widgets import button, job, show, the

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
LANGUAGES = sorted(words().glob("*.ts"))
LEFT = Qt.MouseButton.LeftButton
LANG_COUNTS = pytest.mark.skipif(sys.platform != "linux", reason="the system is asked otherwise")
# What has to stand in a translation as it does in the source: values, tags, patterns of files.
KEPT = re.compile(r"\{\w*\}|%L?(?:n|\d+)|<[^>]+>|\(\*[^)]*\)|^ | $")

START = """
import sys
from liftapp.__main__ import main
from liftapp.ui import controller
def begin(self, files):
    menus = [a.text() for a in self.window.menuBar().actions()]
    print(*menus, self.window.empty.open.text(), sep="|", flush=True)
    self.quitting.go()
controller.Controller.begin = begin
sys.exit(main([]))
"""
GERMAN = "&Datei|&Ansicht|&Hilfe|Dokument ö&ffnen …\n"
ENGLISH = "&File|&View|&Help|&Open a document…\n"


@dataclass(frozen=True)
class Message:
    """One of a .ts; `forms` has more than one where it counts something."""

    context: str
    source: str
    numerus: bool
    forms: tuple[str, ...]
    finished: bool


def messages(ts: Path) -> list[Message]:
    found = []
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            done = message.find("translation")
            assert done is not None
            forms = [form.text or "" for form in done.iter("numerusform")] or [done.text or ""]
            found.append(Message(
                context.findtext("name", ""), message.findtext("source", ""),
                message.get("numerus") == "yes", tuple(forms), done.get("type") is None,
            ))  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("language", "system", "shown"),
    [
        ("de", "en_US", GERMAN),
        pytest.param("system", "de_DE", GERMAN, marks=LANG_COUNTS),
        ("en", "de_DE", ENGLISH),
    ],
)
def test_the_window_starts_in_the_language_of_the_settings(
    home: Home, language: str, system: str, shown: str
) -> None:
    settings.save(home, Settings(language=language))
    unset = ("LANGUAGE", "LC_ALL", "LC_MESSAGES")
    environment = {k: v for k, v in os.environ.items() if k not in unset}
    environment |= {"LANG": f"{system}.UTF-8", HOME_VARIABLE: str(home.root), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=environment,
        capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, shown), ended.stderr


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["de-Latn-AT", "de-AT", "de"], "de"),
        (["fr-FR", "fr", "de"], "de"),
        (["en-GB", "en", "de"], "en"),
        (["fr"], "en"),
        (["C"], "en"),
    ],
)
def test_the_first_language_that_is_wanted_and_known_is_spoken(
    wanted: list[str], language: str
) -> None:
    assert spoken(wanted) == language


@pytest.mark.usefixtures("german")
def test_questions_buttons_and_keys_are_german(qtbot: QtBot) -> None:
    window = MainWindow(opens)
    window.stack.setCurrentWidget(window.learning)
    show(qtbot, window)
    window.learning.begin(job("Bericht"))
    qtbot.mouseClick(window.learning.cancel, LEFT)
    box = the(window.learning, QMessageBox)
    assert box.text() == "Lernen von „Bericht“ beenden?"
    with qtbot.waitSignal(window.learning.cancel_asked) as asked:
        qtbot.mouseClick(button(box, "Verwerfen"), LEFT)
    assert asked.args[1] is False
    assert ("Datei", "Öffnen", "Strg+O") in listed(window)
    dialog = SettingsDialog(Settings(), {}, window)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(button(dialog.buttons, "Abbrechen"), LEFT)  # Qt's own word


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 Gedächtnis ist"), (1234, "1.234 Gedächtnisse sind")]
)
def test_what_is_counted_has_its_plural_and_its_dots(count: int, shown: str) -> None:
    source = "%Ln memories are not learned to the end."
    assert QCoreApplication.translate("Controller", source, "", count).startswith(shown)


@pytest.mark.usefixtures("german")
def test_no_two_lines_of_a_menu_have_the_same_key(qtbot: QtBot) -> None:
    window = MainWindow(opens)
    qtbot.addWidget(window)
    menus = window.findChildren(QMenu)
    assert len(menus) == 4
    for menu in (window.menuBar(), window.library.list, *menus):
        lines = [a.text() for a in menu.actions() if not a.isSeparator()]
        keys = [line[line.index("&") + 1].lower() for line in lines]
        assert len(set(keys)) == len(keys), lines


@pytest.mark.parametrize("ts", LANGUAGES, ids=lambda ts: ts.stem)
def test_every_message_is_translated_with_all_that_is_put_into_it(ts: Path) -> None:
    for message in messages(ts):
        assert message.finished, message
        assert all(form.strip() or not message.source.strip() for form in message.forms), message
        for form in message.forms:
            assert set(KEPT.findall(form)) == set(KEPT.findall(message.source)), message


@pytest.mark.skipif(SCRIPT["tool"]("pyside6-lupdate") is None, reason="lupdate is not here")
@pytest.mark.parametrize("ts", LANGUAGES, ids=lambda ts: ts.stem)
def test_the_messages_are_those_of_the_sources(ts: Path, tmp_path: Path) -> None:
    SCRIPT["update"](tmp_path / ts.name)
    now, kept = (
        {(m.context, m.source, m.numerus) for m in messages(each)}
        for each in (tmp_path / ts.name, ts)
    )
    assert now == kept, "run packaging/translations.py"


@pytest.mark.parametrize("ts", LANGUAGES, ids=lambda ts: ts.stem)
def test_what_is_loaded_was_made_from_what_was_translated(ts: Path) -> None:
    loaded = QTranslator()
    assert loaded.load(str(ts.with_suffix(".qm")))
    for m in messages(ts):
        # A language has its own rule of which count takes which form; German: one, and all others.
        counts = (1, 2) if m.numerus else (-1,)
        told = tuple(loaded.translate(m.context, m.source, "", n) for n in counts)
        assert told == m.forms, "run packaging/translations.py"
