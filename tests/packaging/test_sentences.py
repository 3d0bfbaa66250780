"""What the window shows of other rooms: all of it gathered, and the module of it up to date."""

import runpy
from pathlib import Path

from tests.cli.running import ROOT

SCRIPT = runpy.run_path(str(ROOT / "packaging" / "sentences.py"))
ERRORS = """
class LiftappError(Exception): ...
class NotFound(LiftappError): ...
"""
FIELDS = """
class Failure:
    sentence: str
class Placement:
    dtype: str
    reason: str
class BaseModel:
    reason: str
class ModelEntry:
    reason: str
"""
ROOM = """
from .errors import NotFound
from .words import REMEDY, told

KINDS = {".doc": ("a Word document", REMEDY), ".zip": ("an archive", "unpack it")}

def refusal(path, what, remedy):
    return NotFound(f"{path} is {what}; {remedy}.")

def read(path, suffix, size):
    if suffix in KINDS:
        raise refusal(path.name, *KINDS[suffix])
    more = "twice" if size else "once and for all"
    raise NotFound(f"{path!r} has {sized(size)} " + ("here" if size else "there") + f", {more}.")

def place(device, error):
    try:
        check(device)
    except ValueError as e:
        raise NotFound(f"No: {e}.") from e
    return Placement(None, told(device))

def check(device):
    raise ValueError(f"{device} is too old")
"""
WORDS = """
REMEDY = "save it as PDF"

def told(device):
    return f"{device}: as asked"
"""


def gathered(tmp_path: Path, **modules: str) -> object:
    package = tmp_path / "liftapp"
    package.mkdir()
    for name, text in {"errors": ERRORS, "fields": FIELDS, **modules}.items():
        (package / f"{name}.py").write_text(text)
    return SCRIPT["Templates"](SCRIPT["Rooms"](tmp_path))


def test_words_are_followed_through_names_tables_calls_and_choices(tmp_path: Path) -> None:
    found = gathered(tmp_path, room=ROOM, words=WORDS)
    assert getattr(found, "sentences") == {  # noqa: B009  the script has no types here
        "{0} is {what}; {remedy}.",
        "{path} has {size} here, {more}.",
        "{path} has {size} there, {more}.",
        "No: {e}.",
        "{0}: as asked",
    }
    assert getattr(found, "phrases") == {  # noqa: B009
        "a Word document", "an archive", "save it as PDF", "unpack it",
        "twice", "once and for all", "{0} is too old",
    }  # fmt: skip


def test_every_error_and_field_of_the_sources_has_words_that_were_found() -> None:
    rooms = SCRIPT["Rooms"](ROOT)
    blank = {
        f"{where.module}: {SCRIPT['ast'].unparse(node)}"
        for node, where in rooms.sentences()
        if not list(rooms.meanings(node, where))
    }
    # These hand on the text of an error that was found where it is raised.
    assert blank == {
        "liftapp.workflows.failures: str(error)",
        "liftapp.workflows.models: str(error)",
    }


def test_the_module_has_all_that_is_told() -> None:
    kept = SCRIPT["TARGET"].read_text(encoding="utf-8")
    assert kept == SCRIPT["gathered"](ROOT), "run packaging/translations.py"
