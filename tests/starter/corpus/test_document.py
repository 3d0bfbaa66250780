from liftapp.starter.corpus.document import make_document


def test_the_same_seed_gives_the_same_document() -> None:
    assert make_document(5, 3, 500) == make_document(5, 3, 500)
    assert make_document(5, 3, 500) != make_document(6, 3, 500)


def test_every_question_has_one_answer_and_its_evidence_in_its_section() -> None:
    document = make_document(7, 12, 600)
    assert len({q.question for q in document.questions}) == len(document.questions)
    kinds = {q.kind for q in document.questions}
    assert kinds == {"fact", "joined", "unanswerable"}
    for q in document.questions:
        if q.kind == "fact":
            assert q.evidence in document.sections[q.section][1].text
            assert q.answer.casefold() in q.evidence.casefold()
        if q.kind == "unanswerable":
            assert (q.section, q.evidence) == (-1, "")


def test_it_can_be_as_long_as_asked_for() -> None:
    assert 25_000 < len(make_document(1, 40, 800).text) < 45_000
