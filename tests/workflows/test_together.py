"""Several files learned as one memory."""

from dataclasses import replace
from pathlib import Path

import pytest
from fpdf import FPDF

from liftapp.config import PRESETS
from liftapp.errors import DocumentUnreadable, NotFound
from liftapp.events import DocumentRead, Event, StepDone
from liftapp.library import Library, Unit
from liftapp.paths import Home
from liftapp.workflows import manage, waiting
from liftapp.workflows.ask import Conversation
from liftapp.workflows.learn import learn, read
from liftapp.workflows.more import more_request
from liftapp.workflows.own_exam import own_exam
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.resume import resume_request
from liftapp.workflows.shelf import shelf
from liftapp.workflows.stored import document_of, in_its_file
from tests.workflows.tiny import FACTS, quickly, tensors_sha256, write_text

HALF = len(FACTS) // 2
NOTES = " ".join(fact for fact, _ in FACTS[HALF:])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A PDF with half of the facts, each on a page of its own, and a text with the others."""
    book = FPDF()
    book.set_font("Helvetica", size=12)
    for fact, _ in FACTS[:HALF]:
        book.add_page()
        book.cell(0, 8, fact)
    path = tmp_path / "report.pdf"
    book.output(str(path))
    return path, write_text(tmp_path, "notes.txt", NOTES)


def request(files: tuple[Path, Path], base: Path, **more: object) -> LearnRequest:
    values = {"exam": False, "preset": "trained", **more}
    return LearnRequest(files[0], others=files[1:], model=str(base), **values)  # type: ignore[arg-type]


def test_two_files_become_one_memory_with_sources_in_each(
    pen: None, home: Home, base: Path, files: tuple[Path, Path]
) -> None:
    events: list[Event] = []
    learned = learn(home, request(files, base, exam=True), events.append, lambda: False)
    assert learned.finished
    (record,) = manage.list_memories(home)
    assert record.name == record.document_title == "report and 1 more"
    (told,) = [e for e in events if isinstance(e, DocumentRead)]
    assert (told.files, told.pages, told.known) == (2, HALF + 1, False)
    with Conversation(home) as conversation:
        first = conversation.ask("How much does the turbine weigh?").sources[0]
        second = conversation.ask("What did Petra Lindqvist pay?").sources[0]
    assert (first.file, second.file, second.page) == ("report.pdf", "notes.txt", 1)
    with Library(home) as library:
        document = library.documents.get(record.document_sha256)
        trained = library.trained(record.id)
    assert trained is not None
    assert {t.sentence for t in trained} == set(range(len(FACTS)))  # questions about both
    assert document_of(document) == read(request(files, base))
    path, text, passage = in_its_file(document, second)
    assert (path, text) == (files[1], NOTES)
    assert NOTES[passage.start : passage.end] == second.text
    again = learn(home, request(files, base, exam=True), events.append, lambda: False)
    assert again.known
    other = quickly(home, files[1], base, others=files[:1])  # another order, another document
    assert not other.known


def test_a_part_that_cannot_be_read_is_named_and_nothing_is_begun(
    home: Home, base: Path, files: tuple[Path, Path]
) -> None:
    files[1].write_bytes(b"")
    with pytest.raises(DocumentUnreadable, match=r"notes\.txt is empty"):
        quickly(home, files[0], base, others=files[1:])
    assert manage.list_memories(home) == []


def test_an_interrupted_job_goes_on_by_itself_with_all_its_parts(
    pen: None, home: Home, base: Path, files: tuple[Path, Path], tmp_path: Path
) -> None:
    other = Home(tmp_path / "other")
    assert quickly(other, files[0], base, others=files[1:]).finished
    stop: list[Event] = []

    def watch(event: Event) -> None:
        if isinstance(event, StepDone) and event.stage == "learn":
            stop.append(event)

    assert not learn(home, request(files, base), watch, lambda: bool(stop)).finished
    found = resume_request(home, manage.list_memories(home)[0].id)
    assert found.paths == files
    assert learn(home, replace(found, exam=False), lambda _: None, lambda: False).finished
    assert tensors_sha256(home) == tensors_sha256(other)
    with pytest.raises(NotFound, match=r"no unfinished job for report\.pdf and 1 more"):
        quickly(home, files[0], base, others=files[1:], seed=9, resume=True)


def test_a_job_of_a_preset_that_is_no_more_is_learned_anew_in_its_place(
    pen: None, home: Home, base: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    former = replace(PRESETS["trained"], name="quick")
    stop: list[Event] = []

    def watch(event: Event) -> None:
        if isinstance(event, StepDone) and event.stage == "learn":
            stop.append(event)

    with monkeypatch.context() as before:
        before.setitem(PRESETS, "quick", former)
        given = request(files, base, preset="quick")
        assert not learn(home, given, watch, lambda: bool(stop)).finished
    found = replace(resume_request(home, manage.list_memories(home)[0].id), exam=False)
    with pytest.raises(NotFound, match="Another version of liftapp began"):
        learn(home, found, lambda _: None, lambda: False)
    anew = replace(found, or_begin=True)
    assert learn(home, anew, lambda _: None, lambda: False).finished
    (record,) = manage.list_memories(home)
    assert (record.status, record.kind) == ("ready", "gated")


def test_a_part_that_changed_or_went_is_told_in_the_list(
    home: Home, base: Path, files: tuple[Path, Path]
) -> None:
    assert quickly(home, files[0], base, others=files[1:]).finished
    (entry,) = shelf(home)
    assert (entry.path, entry.others) == (str(files[0]), (str(files[1]),))
    assert (entry.file_changed, entry.file_missing) == (False, False)
    files[1].write_text("Something else.")
    assert shelf(home)[0].file_changed
    files[1].unlink()
    assert (shelf(home)[0].file_changed, shelf(home)[0].file_missing) == (False, True)


def test_it_is_examined_learned_more_and_carried_elsewhere(
    pen: None, home: Home, base: Path, files: tuple[Path, Path], tmp_path: Path
) -> None:
    assert quickly(home, files[0], base, others=files[1:], exam=True).finished
    assert own_exam(home, None, lambda _: None, lambda: False, quick=True) is not None
    wanted = more_request(home, "report", sections=[1])
    assert wanted.paths == files
    for file in files:
        file.unlink()  # the library has the text
    assert learn(home, wanted, lambda _: None, lambda: False).finished
    manage.export(home, "report", tmp_path / "both.liftmem")
    other = Home(tmp_path / "other")
    manage.take_in(other, tmp_path / "both.liftmem")
    with Conversation(other, "both", model=str(base)) as conversation:
        assert conversation.ask("What did Petra Lindqvist pay?").sources[0].file == "notes.txt"


def test_sections_by_pages_are_called_by_their_files(
    home: Home, base: Path, files: tuple[Path, Path]
) -> None:
    from liftapp.workflows.own_exam import _sections

    pages = [f"The mill {n} has {n + 3} wheels. " * 7 for n in range(4)]
    first = write_text(files[0].parent, "first.txt", "\f".join(pages[:2]))
    second = write_text(files[0].parent, "second.txt", "\f".join(pages[2:]))
    document = read(LearnRequest(first, others=(second,)))
    found = _sections(document)
    assert [s.name for s in found] == ["first.txt: 1", "first.txt: 2", "second.txt: 1",
                                       "second.txt: 2"]  # fmt: skip
    assert {s.unit for s in found} == {Unit.HEADING}
    single = replace(document, parts=())
    assert [s.name for s in _sections(single)] == ["page 1", "page 2", "page 3", "page 4"]


def test_passwords_go_to_their_files() -> None:
    paths = Path("/a.pdf"), Path("/b.pdf")
    one = LearnRequest(paths[0], others=paths[1:], password="same")
    assert one.passwords == ("same", "same")
    assert replace(one, other_passwords=("other",)).passwords == ("same", "other")


def test_what_waits_keeps_its_parts(home: Home, files: tuple[Path, Path]) -> None:
    both = LearnRequest(files[0], others=files[1:])
    waiting.save(home, [both])
    assert waiting.load(home) == ([both], [])
    files[1].unlink()
    assert waiting.load(home) == ([], [both])
