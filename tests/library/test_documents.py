"""Documents are kept once; search takes anything a person can type."""

import dataclasses

import pytest

from liftapp.errors import NotFound
from liftapp.library import Library
from tests.library.samples import SENTENCES, begin, document, passages


@pytest.fixture
def sha256(library: Library) -> str:
    record = document()
    library.documents.add(record, passages(record))
    return record.sha256


def test_the_same_file_twice_is_one_document_and_said_so(library: Library) -> None:
    record = document()
    assert library.documents.add(record, passages(record)) is True
    again = dataclasses.replace(record, title="another title", source_path="/elsewhere")
    assert library.documents.add(again, passages(again)) is False
    assert library.documents.get(record.sha256) == record
    assert library.documents.passages(record.sha256) == passages(record)


def test_a_missing_document_is_told(library: Library) -> None:
    assert not library.documents.known("0" * 64)
    with pytest.raises(NotFound, match="no such document"):
        library.documents.get("0" * 64)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Who built the reactor?", 0),
        ("How many tonnes does it weigh?", 1),  # stems: weigh, weighs
        ("3.5", 1),
        ("1,200", 1),
        ("muller ZURICH", 2),  # neither accents nor case
        ("図書館", 3),
        ("いつ建てられましたか", 3),
        ("Когда остановили РЕАКТОР", 4),
    ],
)
def test_the_best_passage_is_first(
    library: Library, sha256: str, question: str, number: int
) -> None:
    found = library.documents.search(question, sha256)
    assert found[0].text == SENTENCES[number]
    assert found[0].score > 0
    record = library.documents.get(sha256)
    assert record.text[found[0].start : found[0].end] == SENTENCES[number]
    assert found[0].page == 1 + number // 3
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t",
        '"',
        '"" OR "',
        "NEAR(reactor turbine, 2)",
        "NOT AND OR",
        "reactor* ^reactor -reactor +reactor",
        "words:reactor {words}: x",
        "col : \\ ' ; DROP TABLE documents; --",
        "reactor\x00turbine",
        "\ud800 lone surrogate",
        "🦊 \u202e \ufeff",
        "… — „“",
        "(" * 500,
        " ".join(f"word{i}" for i in range(5000)),
        "x" * 200_000,
        "東" * 5000,
    ],
)
def test_no_text_breaks_the_search(library: Library, sha256: str, text: str) -> None:
    library.documents.search(text, sha256)
    assert library.documents.known(sha256)


def test_operators_are_words(library: Library, sha256: str) -> None:
    assert len(library.documents.search('"reactor" NOT built', sha256)) == 1
    assert library.documents.search("reactor\x00turbine", sha256, limit=5)[0].score > 0


def test_a_search_stays_in_its_document_and_within_its_limit(library: Library, sha256: str) -> None:
    other = document("other")
    library.documents.add(other, passages(other))
    everything = "reactor turbine Müller 東京 зимой"
    assert len(library.documents.search(everything, sha256, limit=50)) == len(SENTENCES)
    assert len(library.documents.search(everything, sha256, limit=2)) == 2
    assert library.documents.search(everything, sha256, limit=0) == []


def test_odd_characters_in_a_document_keep_every_offset(library: Library) -> None:
    odd = dataclasses.replace(document(), text="a\x00b \ud800 the fox\U0001f98a jumps " * 3)
    library.documents.add(odd, [])
    kept = library.documents.get(odd.sha256).text
    assert len(kept) == len(odd.text)
    assert kept.replace("?", "\ud800") == odd.text


def test_token_counts_are_kept_by_base_model(library: Library, sha256: str) -> None:
    library.documents.set_token_count(sha256, "starter", 5000)
    library.documents.set_token_count(sha256, "org/model.with 'odd\" name", 4000)
    library.documents.set_token_count(sha256, "starter", 5001)
    expected = {"starter": 5001, "org/model.with 'odd\" name": 4000}
    assert library.documents.token_counts(sha256) == expected


def test_a_document_goes_with_its_last_memory_also_from_the_search(library: Library) -> None:
    first, second = begin(library, "one"), begin(library, "two")
    library.delete_memory(first.id)
    assert library.documents.search("reactor", first.document_sha256)
    library.delete_memory(second.id)
    assert not library.documents.known(first.document_sha256)
    words = library._database.rows("SELECT rowid FROM passage_words")
    assert words == []
