from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from transformers import PreTrainedModel

from liftapp.config import Questions
from liftapp.lift import prompts, questions
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import (
    BATCH,
    MAX_ANSWER,
    MAX_PAIR,
    Draft,
    Pair,
    Writer,
    drafts,
    is_refusal,
    may_become_refusal,
    names_occur,
    normalise,
    numbers_occur,
    parse,
    says_something,
)
from liftapp.lift.samples import Lengths, Samples
from liftapp.lift.source import Source
from tests.lift.small import sentences, source_of

PAPER = Questions(count=10, sentences=16)
EACH = Questions(per_sentence=2, sentences=6, tries=3)


# --- the form of a reply ---


@pytest.mark.parametrize(
    ("question", "source", "occur"),
    [
        ("Where was Tom Vale born?", "Tom Vale was born in Oslo.", True),
        ("Where was Tom Vole born?", "Tom Vale was born in Oslo.", False),
        ("Who leads the Union?", "the union is led by Ann", True),
        ("What is KX-418?", "The code is KX-418.", True),
        ("What is KY-418?", "The code is KX-418.", False),
        ("Wer leitet das Werk?", "Das Werk wird von Ann geleitet.", True),
        ("what?", "", True),
        ("", "", True),
    ],
)
def test_names_of_a_question_must_occur(question: str, source: str, occur: bool) -> None:
    assert names_occur(question, source) is occur


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Question: Who?\nAnswer: Tom.", ("Who?", "Tom.", "")),
        ("  Question:  Who? \n\n Answer:\nTom. \n", ("Who?", "Tom.", "")),
        ("Question: Who?\nAnswer: Tom.\n\nEvidence: It was Tom.", ("Who?", "Tom.", "It was Tom.")),
        ("Question: Who {a}?\nAnswer: {b}", ("Who {a}?", "{b}", "")),
        (
            "Question: Who?\nAnswer: Tom.\nEvidence: It was Tom.\nHe left.",
            ("Who?", "Tom.", "It was Tom.\nHe left."),
        ),
        ("Question: Why: not?\nAnswer: Answer: 3", ("Why: not?", "Answer: 3", "")),
    ],
)
def test_replies_in_form(reply: str, expected: tuple[str, str, str]) -> None:
    assert parse(reply) == expected


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Who?",
        "Question: Who?",
        "Question: Who?\nAnswer:",
        "Question: Who?\nAnswer:   \n",
        "Question:\nAnswer: Tom.",
        "Answer: Tom.\nQuestion: Who?",
        "Question: Who?\nQuestion: Where?\nAnswer: Tom.",
        "Question: Who? Answer: Tom.",
        "Sure! Question: Who?\nAnswer: Tom.",
        "Question: Who?\nAnswer: Tom.\nQuestion: Where?\nAnswer: Here.",
    ],
)
def test_replies_out_of_form(reply: str) -> None:
    assert parse(reply) is None


@pytest.mark.parametrize(
    ("text", "source", "occur"),
    [
        ("He has 3 hats.", "3 hats", True),
        ("He has 4 hats.", "3 hats", False),
        ("It is 3.", "13 or 31 or 3.5", False),
        ("in 98,200", "was 98,200 francs", True),
        ("in 98,201", "was 98,200 francs", False),
        ("at 7:30", "from 7:30.", True),
        ("at 7", "from 7:30.", False),
        ("No number", "", True),
        ("3 and 5", "3", False),
        ("form NP-464", "NP-464 is it", True),
    ],
)
def test_every_number_must_stand_in_the_source(text: str, source: str, occur: bool) -> None:
    assert numbers_occur(text, source) is occur


def test_answers_are_compared_by_their_words() -> None:
    assert normalise(' The  Red\nBoat." ') == normalise("red boat")
    assert normalise("an owl!") == "owl"
    assert normalise("Theo") == "theo"
    assert normalise("a red boat") != normalise("red boats")


@pytest.mark.parametrize(
    "text",
    [
        "The document does not say.",
        "the document does not say",
        '"Document does  not say."',
        "The document does not say, but Mira Osei signed it.",
        "The document does not say: it is 5",
        "Mira Osei",
        "The dock",
    ],
)
def test_every_beginning_of_a_refusal_may_become_one(text: str) -> None:
    begun = [may_become_refusal(text[: i + 1]) for i in range(len(text))]
    assert begun == sorted(begun, reverse=True)  # what is none any more stays so
    assert begun[0] is text.lower().startswith(("the", '"', "doc"))
    assert begun[-1] is is_refusal(text)


# --- where to write ---


def test_the_papers_drafts_are_random_runs_of_16_sentences(source: Source) -> None:
    made = drafts(source, PAPER, seed=0)
    assert [d.number for d in made] == list(range(10))
    assert {(d.last - d.first, d.sentence) for d in made} == {(16, None)}
    assert all(d.first >= 0 and d.last <= 40 for d in made)
    assert len({d.first for d in made}) > 3
    assert made == drafts(source, PAPER, seed=0)
    assert made != drafts(source, PAPER, seed=1)
    ends = {d.first for d in drafts(source, replace(PAPER, count=500), seed=0)}
    assert ends == set(range(25))


def test_drafts_of_short_documents(prompter: Prompter) -> None:
    short = source_of(sentences(3), prompter)
    assert {(d.first, d.last) for d in drafts(short, PAPER, 0)} == {(0, 3)}
    assert [d.again for d in drafts(short, PAPER, 0)] == [False] + [True] * 9  # all one place
    assert drafts(short, replace(PAPER, count=0), 0) == []
    nothing = source_of([], prompter)
    assert drafts(nothing, PAPER, 0) == []
    assert drafts(nothing, EACH, 0) == []


@pytest.mark.parametrize("width", [1, 2, 5, 6, 16, 100])
@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_every_sentence_is_aimed_at_with_itself_in_view(
    prompter: Prompter, width: int, count: int
) -> None:
    source = source_of(sentences(count), prompter)
    made = drafts(source, replace(EACH, sentences=width), 0)
    assert [d.sentence for d in made] == [i for i in range(count) for _ in range(2)]
    assert [d.number for d in made] == list(range(2 * count))
    for draft in made:
        assert draft.sentence is not None
        assert draft.first <= draft.sentence < draft.last
        assert draft.first >= 0
        assert draft.last <= count


def test_what_is_written_together_has_the_same_passage_in_view(source: Source) -> None:
    made = drafts(source, EACH, 0)
    for start in range(0, len(made), BATCH):
        views = {(d.first, d.last) for d in made[start : start + BATCH]}
        assert len(views) == 1


def test_what_stands_before_a_sentence_is_in_view_too(source: Source) -> None:
    """A sentence that says "it" is understood by the one before."""
    made = drafts(source, replace(EACH, sentences=12), 0)
    assert all(d.first < d.sentence for d in made if d.sentence)
    assert {d.last - d.first for d in made if d.last < 40} == {12}


SAYING = [
    "Tom left early.",
    "Budget: 21 million dollars",
    "Founder: Ida",
    "| Ida | 21 |",
    "She resigned.",
    "张三在北京工作。",
    "彼は東京で働いている。",
    "เขาทำงานที่กรุงเทพ",
]
SILENT = ["Contents", "12", "---", "", "* * *", "Early life", "Page 3", "|---|---|"]


@pytest.mark.parametrize("sentence", SAYING)
def test_sentences_that_say_something(sentence: str) -> None:
    assert says_something(sentence)


@pytest.mark.parametrize("sentence", SILENT)
def test_lines_that_say_nothing(sentence: str) -> None:
    assert not says_something(sentence)


def test_lines_that_say_nothing_are_not_aimed_at(prompter: Prompter) -> None:
    source = source_of(["Contents", "Tom left early.", "---", "Ida came back."], prompter)
    assert [d.sentence for d in drafts(source, EACH, 0)] == [1, 1, 3, 3]


# --- writing ---

Reply = Callable[[list[int], int], str]
"""The reply to a prompt at a seed."""


@dataclass
class Script:
    """Stands in for the model: replies as told, and remembers the calls."""

    reply: Reply
    told: Callable[[list[int]], str] = lambda _prompt: ""
    calls: list[tuple[list[list[int]], int, float, int]] = field(default_factory=list)

    def __call__(
        self,
        _model: PreTrainedModel,
        _prompter: Prompter,
        asked: Sequence[list[int]],
        max_new_tokens: int,
        *,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> list[str]:
        self.calls.append((list(asked), max_new_tokens, temperature, seed))
        if max_new_tokens == MAX_ANSWER:
            return [self.told(prompt) for prompt in asked]
        return [self.reply(prompt, seed) for prompt in asked]

    @property
    def written(self) -> list[tuple[list[list[int]], int, float, int]]:
        return [call for call in self.calls if call[1] != MAX_ANSWER]


ScriptIt = Callable[..., Script]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ScriptIt:
    def install(reply: Reply, told: Callable[[list[int]], str] = lambda _prompt: "") -> Script:
        made = Script(reply, told)
        monkeypatch.setattr(questions, "generate", made)
        return made

    return install


@pytest.fixture
def make_writer(base: PreTrainedModel, prompter: Prompter) -> Callable[..., Writer]:
    def make(
        source: Source, settings: Questions, room: int = 400, window: int = 2000, seed: int = 0
    ) -> Writer:
        return Writer(
            base, prompter, source, settings, window=window, context_tokens=room, seed=seed
        )

    return make


GOOD = "Question: Who built boats?\nAnswer: Keron."


def test_pairs_come_in_the_order_of_their_drafts(
    script: ScriptIt, make_writer: Callable[..., Writer], source: Source
) -> None:
    made = script(lambda _prompt, _seed: GOOD)
    wanted = drafts(source, EACH, 0)
    batches = list(make_writer(source, EACH).batches(wanted))
    assert [len(b) for b in batches] == [BATCH] * 5
    assert [p.sentence for b in batches for p in b] == [d.sentence for d in wanted]
    # The first wording of every sentence is the likeliest, the other is sampled.
    temperatures = [0.0, EACH.temperature] * 5
    assert [(len(asked), t) for asked, _, t, _ in made.calls] == [(8, t) for t in temperatures]
    for (likeliest, *_), (sampled, *_) in zip(made.calls[::2], made.calls[1::2], strict=True):
        assert likeliest == sampled  # about the same sentences
    assert batches[0][0] == Pair("Who built boats?", "Keron.", 0, source.sentence(0))


def test_failed_tries_are_sampled_again_with_other_seeds(
    script: ScriptIt, make_writer: Callable[..., Writer], source: Source
) -> None:
    tried: dict[tuple[int, ...], int] = {}

    def second_time(prompt: list[int], _seed: int) -> str:
        tried[tuple(prompt)] = tried.get(tuple(prompt), 0) + 1
        late = len(tried) % 2  # every other prompt fails once
        return GOOD if tried[tuple(prompt)] > late else "Hm."

    made = script(second_time)
    settings = replace(EACH, per_sentence=1)
    (pairs,) = make_writer(source, settings).batches(drafts(source, settings, 0)[:6])
    assert [p.sentence for p in pairs] == [0, 1, 2, 3, 4, 5]
    seeds = [seed for *_, seed in made.calls]
    assert len(made.calls) >= 2
    assert len(set(seeds)) == len(seeds)
    first, *later = (temperature for _, _, temperature, _ in made.calls)
    assert first == 0
    assert {*later} == {settings.temperature}
    again = made.calls[1][0]
    assert 0 < len(again) < 6
    assert all(prompt in made.calls[0][0] for prompt in again)


def test_a_question_that_never_comes_out_is_given_up_and_the_rest_goes_on(
    script: ScriptIt, make_writer: Callable[..., Writer], source: Source, prompter: Prompter
) -> None:
    def never_the_third(prompt: list[int], _seed: int) -> str:
        aimed = prompter.decode(prompt).split("Sentence: ")[1]
        return "Hm." if aimed.startswith("Keron number 3 ") else GOOD

    made = script(never_the_third)
    settings = replace(EACH, per_sentence=1, tries=4)
    batches = list(make_writer(source, settings).batches(drafts(source, settings, 0)))
    assert [p.sentence for b in batches for p in b] == [i for i in range(40) if i != 3]
    assert [len(asked) for asked, *_ in made.calls] == [16, 1, 1, 1, 16, 8]


def test_a_stopped_job_goes_on_with_the_batches_it_would_have_had(
    script: ScriptIt, make_writer: Callable[..., Writer], source: Source
) -> None:
    def by_seed(prompt: list[int], seed: int) -> str:
        return f"Question: Who {seed} {hash(tuple(prompt))}?\nAnswer: Keron." if seed % 3 else "Hm."

    def no_numbers(reply: Reply) -> Reply:
        digits = str.maketrans("0123456789-", "abcdefghijk")
        return lambda prompt, seed: reply(prompt, seed).translate(digits)

    script(no_numbers(by_seed))
    wanted = drafts(source, EACH, 0)
    whole = list(make_writer(source, EACH).batches(wanted))
    assert list(make_writer(source, EACH).batches(wanted, 3)) == whole[3:]
    assert list(make_writer(source, EACH).batches(wanted, 5)) == []
    assert list(make_writer(source, EACH, seed=1).batches(wanted)) != whole


def test_the_base_models_own_writing_is_repeatable(
    base: PreTrainedModel, prompter: Prompter, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real model; random as it is, nothing of what it writes is in form, and nothing breaks."""
    monkeypatch.setattr(questions, "MAX_PAIR", 4)
    writer = Writer(base, prompter, source, EACH, window=2000, context_tokens=60, seed=0)
    assert list(writer.batches(drafts(source, EACH, 0)[:3])) == [[]]


def test_round_trip_keeps_what_is_answered_the_same_way_in_view(
    script: ScriptIt, make_writer: Callable[..., Writer], source: Source, prompter: Prompter
) -> None:
    settings = replace(EACH, per_sentence=1, round_trip=True, tries=2)
    wanted = drafts(source, settings, 0)[:2]

    def written(prompt: list[int], _seed: int) -> str:
        first = "Sentence: Keron number 0 " in prompter.decode(prompt)
        return f"Question: Who {'built' if first else 'sold'} boats?\nAnswer: Keron."

    def told(prompt: list[int]) -> str:
        return " the Keron" if "Who built boats?" in prompter.decode(prompt) else "Tom"

    made = script(written, told)
    (pairs,) = make_writer(source, settings).batches(wanted)
    assert [p.question for p in pairs] == ["Who built boats?"]
    answered = [call for call in made.calls if call[1] == MAX_ANSWER]
    assert [len(asked) for asked, *_ in answered] == [2, 1]
    assert {temperature for _, _, temperature, _ in answered} == {0}
    passage = prompter.encode(source.passage(wanted[0].first, wanted[0].last))
    assert answered[0][0][0] == prompter.answer("Who built boats?").around(passage)


def test_what_the_model_is_shown(
    script: ScriptIt, make_writer: Callable[..., Writer], source: Source, prompter: Prompter
) -> None:
    made = script(lambda _prompt, _seed: "Hm.")
    (draft,) = drafts(source, replace(PAPER, count=1, tries=1), 0)
    list(make_writer(source, PAPER, room=900).batches([draft]))
    passage = prompter.encode(source.passage(draft.first, draft.last))
    assert len(passage) < 400
    asked, length, _, _ = made.calls[0]
    assert asked == [prompter.write_paper().around(passage)]
    assert length == 2 * MAX_PAIR
    aimed = Draft(0, 4, 10, 7)
    list(make_writer(source, EACH, room=900).batches([aimed]))
    asked, length, _, _ = made.calls[-1]
    passage = prompter.encode(source.passage(4, 10))
    assert asked == [prompter.write_about(source.sentence(7)).around(passage)]
    assert length == MAX_PAIR


@pytest.mark.parametrize("aim", [0, 1, 7, 20, 38, 39])
def test_a_passage_too_long_is_cut_around_its_sentence(
    script: ScriptIt,
    make_writer: Callable[..., Writer],
    source: Source,
    prompter: Prompter,
    aim: int,
) -> None:
    made = script(lambda _prompt, _seed: "Hm.")
    list(make_writer(source, EACH, room=300).batches([Draft(0, 0, 40, aim)]))
    shown = prompter.decode(made.calls[0][0][0]).split("\n\nWrite one question")[0]
    assert source.sentence(aim) in shown
    assert 150 < len(prompter.encode(shown)) <= 300


@pytest.mark.parametrize("words", [40, 200])
def test_writing_stays_in_the_window_whatever_a_sentence_is_long(
    script: ScriptIt, make_writer: Callable[..., Writer], prompter: Prompter, words: int
) -> None:
    window = 800
    source = source_of([*sentences(3), "Keron " + "saw it and " * words + "left."], prompter)
    room = Samples(prompter, source, Lengths(window, 48, 60, 22, 120)).context_budget
    made = script(lambda _prompt, _seed: "Hm.")
    list(make_writer(source, EACH, room=room, window=window).batches(drafts(source, EACH, 0)))
    longest = max(len(prompt) for asked, *_ in made.calls for prompt in asked)
    assert longest + MAX_PAIR <= window


# --- checking ---


@pytest.fixture
def writer(make_writer: Callable[..., Writer], source: Source) -> Writer:
    return make_writer(source, PAPER)


AIMED = Draft(0, 2, 8, 5)
FREE = Draft(0, 2, 18, None)


def test_numbers_of_question_and_answer_must_be_in_the_passage(writer: Writer) -> None:
    def said(answer: str, question: str = "How many lamps?") -> Pair | None:
        return writer.check(AIMED, f"Question: {question}\nAnswer: {answer}")

    assert said("1905") is not None
    assert said("1902, at its edge") is not None
    assert said("1908") is None  # of a sentence behind the passage
    assert said("77") is None
    assert said("red", question="What are the 77 lamps?") is None


@pytest.mark.parametrize(
    "refusal", [prompts.NOT_FOUND, "the document does not say", " The document does NOT say. "]
)
def test_refusals_are_rejected(writer: Writer, refusal: str) -> None:
    assert writer.check(AIMED, f"Question: Who?\nAnswer: {refusal}") is None
    reply = f"Question: Who?\nAnswer: {refusal}\nEvidence: Keron number 5 built"
    assert writer.check(FREE, reply) is None


def test_the_aimed_at_sentence_is_the_evidence(writer: Writer, source: Source) -> None:
    pair = writer.check(AIMED, "Question: Who?\nAnswer: Keron.\nEvidence: Anything.")
    assert pair == Pair("Who?", "Keron.", 5, source.sentence(5))


def test_evidence_must_stand_in_the_sixteen_sentences_word_for_word(
    writer: Writer, source: Source
) -> None:
    def with_evidence(evidence: str) -> Pair | None:
        return writer.check(FREE, f"Question: Who?\nAnswer: Keron.\nEvidence: {evidence}")

    inside = with_evidence(source.sentence(9))
    assert inside == Pair("Who?", "Keron.", 9, source.sentence(9))
    two = source.passage(9, 11)
    assert with_evidence(two) == Pair("Who?", "Keron.", 9, two)
    part = "1917 old bridges"[:4]
    assert with_evidence(part) == Pair("Who?", "Keron.", 17, part)
    assert with_evidence(source.sentence(9).lower()) is None
    assert with_evidence(source.sentence(9).replace(" built", "  built")) is None
    assert with_evidence(source.sentence(18)) is None  # the next sentence
    assert with_evidence(source.sentence(1)) is None  # the one before
    assert with_evidence(f'"{source.sentence(9)}"') is None
    assert writer.check(FREE, "Question: Who?\nAnswer: Keron.") is None


def test_nothing_out_of_form_is_kept(writer: Writer) -> None:
    assert writer.check(AIMED, "I can't think of a question.") is None
