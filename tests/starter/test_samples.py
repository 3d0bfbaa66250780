import json
from pathlib import Path

from liftapp.documents import read_document
from liftapp.paths import resources
from liftapp.starter.samples import write_samples


def test_what_ships_is_what_the_generator_makes(tmp_path: Path) -> None:
    write_samples(tmp_path)
    for name in ("samples/yearbook.questions.json", "foreign.json"):
        assert (tmp_path / name).read_text("utf-8") == (resources() / name).read_text("utf-8")


def test_the_sample_is_a_pdf_that_is_read_whole() -> None:
    document = read_document(resources() / "samples" / "yearbook.pdf")
    assert len(document.pages) >= 20
    assert document.pages_without_text == ()
    asked = json.loads((resources() / "samples" / "yearbook.questions.json").read_text("utf-8"))
    facts = [q for q in asked if q["kind"] == "fact"]
    found = sum(q["evidence"] in document.text for q in facts)
    assert found > 0.95 * len(facts)
