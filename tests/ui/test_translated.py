"""What other rooms say is German in a German window, with its values; the rest stays."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fpdf import FPDF
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from liftapp import errors
from liftapp.documents import read_document
from liftapp.engine.client import EngineDied, death
from liftapp.engine.messages import Failed, Ready
from liftapp.errors import LiftappError
from liftapp.events import ModelLoaded
from liftapp.library import Turn
from liftapp.library.bundle import open_bundle
from liftapp.library.jsontext import field, parse_object
from liftapp.library.manifest import WHAT
from liftapp.library.memories import checked_name
from liftapp.paths import private_folder
from liftapp.ui.chat.view import ChatView
from liftapp.ui.learning_progress import LearningProgress
from liftapp.ui.models_page import ModelsPage
from liftapp.ui.sentences import PHRASES, SENTENCES
from liftapp.ui.translated import PLACE, templates, translated
from liftapp.workflows.failures import failure
from liftapp.workflows.models import inspect
from tests.documents.scans import write_scan
from tests.ui.app import App
from tests.ui.dragging import Drag
from tests.ui.widgets import entry, the

GARBAGE = bytes(range(256)) * 40
WORD = (
    "a.docx ist ein Word-Dokument und kann nicht gelesen werden; als PDF oder einfachen Text "
    "speichern und das öffnen."
)
CLOSED = (
    "In den Ordner {} kann nicht geschrieben werden (File exists); ihn freigeben oder mit --home "
    "oder LIFTAPP_HOME einen anderen wählen."
)
PICKLES = (
    "Das Modell in {} hat seine Gewichte nur als Pickle-Dateien, die beim Öffnen fremden Code "
    "ausführen könnten; sie in safetensors umwandeln oder ein anderes Modell wählen."
)


def locked_pdf(folder: Path) -> Path:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="The Halden reactor was built in 1974.")
    pdf.set_encryption(owner_password="owner", user_password="sesame")
    pdf.output(str(folder / "geheim.pdf"))
    return folder / "geheim.pdf"


def pickle_model(folder: Path) -> Path:
    model = folder / "modell"
    model.mkdir()
    (model / "config.json").write_text('{"architectures": ["LlamaForCausalLM"]}')
    (model / "pytorch_model.bin").write_bytes(b"never opened")
    return model


def read_word(folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"PK\x03\x04" + GARBAGE)
    read_document(folder / "a.docx")


def write_into_a_file(folder: Path) -> None:
    (folder / "file").touch()
    private_folder(folder / "file")


def open_missing(folder: Path) -> None:
    with open_bundle(folder / "fehlt.liftmem"):
        pass


def die(folder: Path) -> None:
    raise EngineDied(death(-11))


SCAN = (
    "alt.pdf hat auf keiner Seite Text, ist also vermutlich ein Scan; zuerst den Text der Seiten "
    "erkennen lassen (OCR: das Fenster bietet es an, --ocr tut es)."
)
RAISED: dict[type[LiftappError], tuple[Callable[[Path], object], str]] = {
    errors.UsageError: (
        lambda _: checked_name(" "),
        "Ein Gedächtnis braucht einen Namen, der nicht leer ist.",
    ),
    errors.DocumentUnreadable: (
        read_word,
        WORD,
    ),
    errors.NoText: (
        lambda folder: read_document(write_scan(folder / "alt.pdf", "")),
        SCAN,
    ),
    errors.PasswordNeeded: (
        lambda folder: read_document(locked_pdf(folder)),
        "geheim.pdf ist durch ein Passwort geschützt; zum Öffnen das Passwort eingeben.",
    ),
    errors.ModelUnavailable: (lambda folder: inspect(pickle_model(folder)), PICKLES),
    errors.OutOfResources: (
        write_into_a_file,
        CLOSED,
    ),
    errors.NotFound: (open_missing, "Es gibt keine Datei {}."),
    EngineDied: (die, "Die Engine wurde gewaltsam beendet (Signal 11)."),
}
PLACES = {errors.ModelUnavailable: "modell", errors.OutOfResources: "file",
          errors.NotFound: "fehlt.liftmem"}  # fmt: skip


def below(kind: type[LiftappError]) -> Iterator[type[LiftappError]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_an_error_of_every_class_is_german_with_its_values(
    kind: type[LiftappError], tmp_path: Path
) -> None:
    fail, told = RAISED[kind]
    with pytest.raises(kind) as caught:
        fail(tmp_path)
    assert type(caught.value) is kind
    assert translated(str(caught.value)) == told.format(tmp_path / PLACES.get(kind, ""))


def test_no_class_of_errors_is_left_out() -> None:
    ours = {kind for kind in below(LiftappError) if kind.__module__.startswith("liftapp.")}
    assert ours == set(RAISED)


def fails(call: Callable[[], object]) -> str:
    with pytest.raises(LiftappError) as caught:
        call()
    return str(caught.value)


@pytest.mark.usefixtures("german")
def test_a_sentence_in_a_sentence_is_german_too() -> None:
    inner = fails(lambda: field(parse_object(b'{"seed": "1"}', WHAT), "seed", int, WHAT))
    assert translated(
        f"The memory 'Mia\\'s' can't be read: {inner} Delete it and learn it again."
    ) == (
        "Das Gedächtnis „Mia's“ kann nicht gelesen werden: Die Beschreibung des Gedächtnisses "
        "(memory.json) hat kein „seed“, das eine ganze Zahl ist. Es löschen und noch einmal "
        "lernen lassen."
    )


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "CPU, 2 cores: no GPU found; float32, since the model is small",
            "CPU, 2 Kerne: keine GPU gefunden; float32, da das Modell klein ist",
        ),
        (
            "GPU RTX 4090, 22.5 GB free: as asked; float16 as asked; weights in 4 bit",
            "GPU RTX 4090, 22,5 GB frei: wie gewünscht; float16 wie gewünscht; Gewichte in 4 Bit",
        ),
        (
            "The library has no memory called 'x'; it has 'a', 'b' and 3 more.",
            "Die Bibliothek hat kein Gedächtnis namens „x“; sie hat 'a', 'b' und 3 weitere.",
        ),
        ("CPU, 2 cores: no GPU found", "CPU, 2 Kerne: keine GPU gefunden"),
        (
            "The model takes about 25.7 MB of memory, learning more; 1.2 GB are free.",
            "Das Modell braucht etwa 25,7 MB Arbeitsspeicher, das Lernen mehr; 1,2 GB sind frei.",
        ),
        (failure(KeyError("x")).sentence, "Ein Fehler in liftapp: KeyError: 'x'."),
    ],
)
def test_what_is_no_error_is_german_too(said: str, told: str) -> None:
    assert translated(said) == told


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Niemand weiß das.",
        "x is empty",
        "Well, x is empty, so there is nothing to learn. Or?",
        "an image",
        "this; that",
        "this: as asked",
        "an image and an object more",
        "The engine was killed.",
    ],
)
def test_what_is_not_known_stays(text: str) -> None:
    assert translated(text) == text


def test_an_english_window_says_what_it_was_told() -> None:
    text = "There is a memory called 'Report' already; choose another name."
    assert translated(text) == text


def test_a_text_is_taken_for_what_it_was_made_from() -> None:
    assert {t.text for t in templates()} == {*SENTENCES, *PHRASES}
    for made in templates():
        text = PLACE.sub(lambda place: f"<{place[1]}>", made.text)
        first = next(
            t for t in templates() if t.context == made.context and t.values(text) is not None
        )
        assert first == made
        assert first.values(text) == tuple(f"<{name}>" for name in made.names)


@pytest.mark.usefixtures("german")
def test_nothing_english_is_left_of_a_sentence() -> None:
    english = re.compile(r"\b(the|is|of|and|can't|with|choose|has)\b")
    quoted = re.compile(r"„[^“]*“")
    for each in templates():
        told = each.filled(tuple("#" for _ in each.names))
        if told is not None:
            assert not english.search(quoted.sub("", told)), told


# The window


@pytest.mark.usefixtures("german")
def test_a_dropped_file_of_garbage_is_refused_in_german(app: App, tmp_path: Path) -> None:
    path = tmp_path / "müll.txt"
    path.write_bytes(GARBAGE)
    drag = Drag(app.window, [path])
    assert drag.enter()
    assert drag.drop()
    app.wait(lambda: app.window.bar.text)
    assert app.window.bar.text == (
        "müll.txt enthält Binärdaten und keinen Text; eine PDF-, Text- oder Markdown-Datei wählen."
    )


@pytest.mark.usefixtures("german")
def test_a_protected_pdf_asks_for_its_password_in_german(app: App, tmp_path: Path) -> None:
    drag = Drag(app.window, [locked_pdf(tmp_path)])
    assert drag.enter()
    assert drag.drop()
    dialog = app.dialog(QInputDialog)
    assert the(dialog, QLabel).text() == RAISED[errors.PasswordNeeded][1]
    app.qtbot.keyClicks(the(dialog, QLineEdit), "wrong")
    dialog.accept()
    app.wait(lambda: app.dialog(QInputDialog) is not dialog)
    assert the(app.dialog(QInputDialog), QLabel).text() == (
        "Das Passwort für geheim.pdf ist falsch; ein anderes versuchen."
    )
    app.dialog(QInputDialog).reject()


@pytest.mark.usefixtures("german")
def test_a_folder_with_nothing_but_pickles_is_refused_in_german(app: App, tmp_path: Path) -> None:
    folder = pickle_model(tmp_path)
    app.trigger("Modelle …")
    page = app.dialog(ModelsPage)
    assert isinstance(page, ModelsPage)
    page.folder.click()
    chosen = app.dialog(QFileDialog)
    assert isinstance(chosen, QFileDialog)
    chosen.setDirectory(str(folder))
    chosen.selectFile(str(folder))
    chosen.accept()
    app.wait(lambda: page.problem)
    assert page.problem == PICKLES.format(folder)
    page.reject()


@pytest.mark.usefixtures("german")
def test_what_the_engine_says_is_german(app: App) -> None:
    reason = "CPU, 1 core: as asked; float32 as asked"
    app.engine.say(Ready("starter", "cpu", reason))
    line = "Modell starter auf CPU, 1 Kern: wie gewünscht; float32 wie gewünscht"
    app.wait(lambda: app.window.device == line)
    app.engine.say(Failed("", "This machine has no Apple GPU; choose the device cpu.", 4, ""))
    app.wait(lambda: app.window.bar.text)
    told = "Dieser Rechner hat keine Apple-Grafik; das Gerät cpu wählen."
    assert (app.window.bar.text, app.window.device) == (told, told)
    app.engine.say(EngineDied(death(-9)))
    app.wait(lambda: "Engine" in app.window.bar.text)
    assert app.window.bar.text == "Die Engine wurde gewaltsam beendet (Signal 9)."


@pytest.mark.usefixtures("german")
def test_whether_a_model_fits_is_told_in_german(app: App, text_file: Path) -> None:
    app.trigger("Modelle …")
    page = app.dialog(ModelsPage)
    app.wait(lambda: "Das Modell braucht etwa" in shown(page))
    page.reject()
    app.controller.open([text_file])
    assert "Das Modell braucht etwa" in shown(app.sheet())


@pytest.mark.usefixtures("german")
def test_what_learning_runs_on_is_told_in_german(qtbot: QtBot) -> None:
    from liftapp.models.device import place  # imports torch, which no other test here needs

    progress = LearningProgress()
    qtbot.addWidget(progress)
    reason = place("cpu", "float32", 1).reason
    progress.take([ModelLoaded("starter", "cpu", reason)])
    told = r"Modell starter auf CPU, \d+ Kerne?: wie gewünscht; float32 wie gewünscht"
    assert re.search(told, shown(progress)), reason


@pytest.mark.usefixtures("german")
def test_a_kept_answer_that_is_damaged_says_so_in_german(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.show_memory(entry(), [Turn("t1", "abc", "2026", "Who?", "Lucy", "both", "both", "{}")])
    assert (
        "Keine Antwort: Eine aufbewahrte Antwort kann nicht gelesen werden; die Frage erneut "
        "stellen."
    ) in shown(view)


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
