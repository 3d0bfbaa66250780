from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product

import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.lift import answering, prompts, voting
from liftapp.lift.answering import (
    Answer,
    Answerer,
    Find,
    Mode,
    Sampling,
    Support,
    Token,
)
from liftapp.lift.memory import Memory, create, settings_of, switch
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import is_refusal
from liftapp.lift.segments import context_budget, truncate
from liftapp.lift.source import Source
from tests.lift.small import ARCHITECTURES, passes, shake, small_model

WINDOW, REPLY = 220, 6
ASK = "Who built 1903 small clocks?"
EARLIER = [("How many boats?", "1905"), ("And lamps?", "1902")]
KINDS: dict[str, dict[str, object]] = {
    "gated": {"gate": "window"},
    "lora": {"rank": 2, "alpha": 4},
}


def memory_for(model: PreTrainedModel, kind: str = "gated", seed: int = 0) -> Memory:
    memory = shake(create(kind, model, settings_of(kind, KINDS[kind]), seed), 0.8)
    memory.attach(model)
    return memory


Make = Callable[..., Answerer]


@pytest.fixture
def make(base: PreTrainedModel, prompter: Prompter, source: Source) -> Make:
    def make(
        memory: Memory | None = None,
        context: tuple[int, ...] | None = None,
        model: PreTrainedModel = base,
        reply: int = REPLY,
        find: Find = lambda _question, _budget: [],
    ) -> Answerer:
        document = source.tokens if context is None else context
        return Answerer(model, prompter, memory, document, window=WINDOW, reply=reply, find=find)

    return make


def ids(answerer: Answerer, mode: Mode = Mode.BOTH, question: str = ASK) -> list[int]:
    return [token.id for token in answerer.stream(question, mode)]


def prompt_of(
    prompter: Prompter, source: Source, mode: Mode, earlier: list[tuple[str, str]]
) -> list[int]:
    prompt = prompter.answer(ASK, earlier)
    room = WINDOW - REPLY - len(prompt.before) - len(prompt.after)
    budget = min(room, context_budget(WINDOW - REPLY, len(prompt.before)))
    context = truncate(list(source.tokens), budget, prompter.mixin) if mode.sees else []
    return prompt.around(context)


@torch.inference_mode()
def generated(model: PreTrainedModel, prompter: Prompter, prompt: list[int]) -> list[int]:
    """What transformers' own greedy search says, nothing cached."""
    run: Callable[..., Tensor] = model.generate  # type: ignore[assignment]
    out = run(
        input_ids=torch.tensor([prompt]),
        attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
        max_new_tokens=REPLY,
        do_sample=False,
        use_cache=False,
    )[0, len(prompt) :].tolist()
    return out[: out.index(prompter.end[-1])] if prompter.end[-1] in out else out


# --- the tokens ---


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("earlier", [[], EARLIER], ids=["first", "follow-up"])
def test_streamed_tokens_are_those_of_generate_without_any_cache(
    tokenizer: PreTrainedTokenizerFast,
    prompter: Prompter,
    source: Source,
    make: Make,
    architecture: str,
    earlier: list[tuple[str, str]],
) -> None:
    """With memory and without; the sliding windows are far narrower than the prompt."""
    model = small_model(architecture, tokenizer)
    memory = memory_for(model)
    answerer = make(memory, model=model)
    for mode in (Mode.BOTH, Mode.WINDOW):
        said = [token.id for token in answerer.stream(ASK, mode, earlier)]
        prompt = prompt_of(prompter, source, mode, earlier)
        assert len(prompt) <= WINDOW - REPLY
        with switched_off(memory, model, off=not mode.remembers):
            assert said == generated(model, prompter, prompt)


@contextmanager
def switched_off(memory: Memory, model: PreTrainedModel, *, off: bool) -> Iterator[None]:
    """Detach the memory inside the block, where asked."""
    switch(model, None if off else memory)
    yield
    switch(model, memory)


def test_at_most_a_replys_length_is_said(make: Make) -> None:
    assert len(ids(make(reply=3))) <= 3
    assert ids(make(reply=3)) == ids(make(reply=3))


def test_a_stop_token_ends_the_answer_and_is_no_part_of_it(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    said = ids(make())
    stop = next(t for t in said[1:] if t != said[0])
    assert base.generation_config is not None
    base.generation_config.eos_token_id = [prompter.end[-1], stop]
    assert ids(make()) == said[: said.index(stop)]


def test_the_whole_answer_is_its_tokens(make: Make, prompter: Prompter) -> None:
    answerer = make()
    answer = answerer.answer(ASK)
    assert [t.id for t in answer.tokens] == ids(answerer)
    assert answer.text == prompter.decode([t.id for t in answer.tokens]).strip()
    assert 0 < answer.first_token_s <= answer.total_s


def test_the_streamed_texts_are_the_answers_text(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    """A letter of several tokens must not come out as several unknown signs."""
    wanted = prompter.encode("Zoë läuft — 雪。")
    calls = iter([*wanted, prompter.end[-1]])
    head = base.get_submodule("lm_head")

    def say(_module: object, _args: object, logits: Tensor) -> Tensor:
        return torch.zeros_like(logits).index_fill(-1, torch.tensor([next(calls)]), 1.0)

    answerer = make(context=(), reply=len(wanted) + 1)
    handle = head.register_forward_hook(after_the_first(say))
    answer = answerer.answer(ASK, Mode.MEMORY)
    handle.remove()
    assert [t.id for t in answer.tokens] == wanted
    assert answer.text == "Zoë läuft — 雪。"
    assert "".join(t.text for t in answer.tokens) == answer.text


def after_the_first(
    say: Callable[[object, object, Tensor], Tensor],
) -> Callable[[object, object, Tensor], Tensor]:
    """The first pass reads what stands before the question; nothing is said in it."""
    seen = []

    def hook(module: object, args: object, logits: Tensor) -> Tensor:
        seen.append(1)
        return logits if len(seen) == 1 else say(module, args, logits)

    return hook


# --- the context is read once ---


def test_a_second_question_reads_only_the_question(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    answerer = make(memory_for(base))
    with passes(base) as first:
        said = ids(answerer)
    with passes(base) as second:
        ids(answerer, question="How many boats?")
    with passes(base) as follow_up:
        list(answerer.stream("And clocks?", Mode.BOTH, EARLIER[:0]))
    after = list(prompter.answer("How many boats?").after)
    assert len(first[0]) > 100  # the document, once
    assert second[0] == after
    assert sum(map(len, second)) <= len(after) + REPLY
    assert sum(map(len, follow_up)) < 60
    with passes(base) as again:
        assert ids(answerer) == said  # what was asked in between left no trace
    assert again[0] == list(prompter.answer(ASK).after)


def test_each_mode_keeps_its_own_reading(base: PreTrainedModel, make: Make) -> None:
    memory = memory_for(base)
    answerer = make(memory)
    fresh = {mode: ids(make(memory), mode) for mode in Mode}
    order = [*Mode, *reversed(Mode), *Mode]
    with passes(base) as seen:
        assert [ids(answerer, mode) for mode in order] == [fresh[mode] for mode in order]
    assert sum(len(tokens) > 100 for tokens in seen) == 2  # the document, with memory and without


def test_stopping_early_leaves_no_trace(base: PreTrainedModel, make: Make) -> None:
    memory = memory_for(base)
    answerer = make(memory)
    said = ids(make(memory))
    stream = answerer.stream(ASK)
    next(stream)
    del stream
    assert ids(answerer) == said
    assert len(said) > 1


def test_two_answers_may_come_at_the_same_time(base: PreTrainedModel, make: Make) -> None:
    answerer = make(memory_for(base))
    one, other = answerer.stream(ASK), answerer.stream(ASK, Mode.WINDOW)
    turns = list(zip(one, other, strict=False))
    assert [a.id for a, _ in turns] == ids(answerer)[: len(turns)]
    assert [b.id for _, b in turns] == ids(answerer, Mode.WINDOW)[: len(turns)]


# --- modes ---


def test_modes_are_named_after_what_they_use(
    base: PreTrainedModel, make: Make, source: Source
) -> None:
    bare = {
        "window": ids(make(), Mode.BOTH),
        "base": ids(make(context=()), Mode.BOTH),
    }
    memory = memory_for(base)
    here, elsewhere = make(memory), make(memory, source.tokens[::-1])
    assert ids(here, Mode.WINDOW) == bare["window"]
    assert ids(here, Mode.BASE) == ids(elsewhere, Mode.BASE) == bare["base"]
    assert ids(here, Mode.MEMORY) == ids(elsewhere, Mode.MEMORY) == ids(make(memory, ()))
    assert ids(here, Mode.BOTH) != ids(elsewhere, Mode.BOTH)
    assert len({tuple(ids(here, mode)) for mode in Mode if not mode.searches}) == 4


def test_the_modes() -> None:
    told = {str(mode): (mode.remembers, mode.sees, mode.searches) for mode in Mode}
    assert told == {
        "both": (True, True, False),
        "memory": (True, False, False),
        "window": (False, True, False),
        "hybrid": (True, False, True),
        "passages": (False, False, True),
        "base": (False, False, False),
    }


def test_passages_found_for_the_question_stand_in_the_window(
    base: PreTrainedModel, make: Make, source: Source
) -> None:
    asked = list[tuple[str, int]]()

    def find(question: str, budget: int) -> list[int]:
        asked.append((question, budget))
        return list(source.tokens[:40])

    memory = memory_for(base)
    here = make(memory, find=find)
    seen = make(memory, source.tokens[:40])  # a document that fits as it is
    assert ids(here, Mode.HYBRID) == ids(seen, Mode.BOTH)
    assert ids(here, Mode.PASSAGES) == ids(seen, Mode.WINDOW)
    assert ids(here, Mode.HYBRID) != ids(here, Mode.BOTH)
    assert {question for question, _ in asked} == {ASK}
    assert 40 < asked[0][1] < WINDOW - REPLY
    list(here.stream("And then?", Mode.HYBRID, EARLIER))
    assert asked[-1][0] == f"{EARLIER[-1][0]} And then?"  # it follows up the last one


def test_beside_a_memory_that_recalls_passages_take_a_quarter_of_their_room(
    base: PreTrainedModel, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = list[int]()

    def find(_question: str, budget: int) -> list[int]:
        rooms.append(budget)
        return []

    memory = memory_for(base)
    here = make(memory, find=find)
    here.answer(ASK, Mode.HYBRID)
    monkeypatch.setattr(type(memory), "recalls", True)
    here.answer(ASK, Mode.PASSAGES)
    answer = here.answer(ASK, Mode.HYBRID)
    here.support(ASK, answer)
    whole = rooms[0]
    assert rooms[1] == whole
    assert set(rooms[2:]) == {whole // 4}  # what the window alone gives is what stood beside it


VIEWS = (Mode.HYBRID, Mode.BOTH, Mode.PASSAGES)


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What counts as a refusal: a random model never says the agreed one."""
    texts = set[str]()
    for module in (answering, voting):
        monkeypatch.setattr(module, "is_refusal", lambda said: said.strip() in texts)
    monkeypatch.setattr(
        answering, "may_become_refusal",
        lambda begun: any(text.startswith(begun.strip()) for text in texts),
    )  # fmt: skip
    return texts


@pytest.fixture
def views(
    base: PreTrainedModel, make: Make, source: Source, monkeypatch: pytest.MonkeyPatch
) -> tuple[Answerer, dict[Mode, Answer]]:
    """An answerer beside a memory that recalls, and what each view says alone."""
    memory = memory_for(base)
    here = make(memory, find=lambda _question, _budget: list(source.tokens[:40]))
    alone = {mode: here.answer(ASK, mode) for mode in VIEWS}
    assert len({answer.text for answer in alone.values()}) == 3
    monkeypatch.setattr(type(memory), "recalls", True)
    return here, alone


@pytest.mark.parametrize("refuse", list(product((False, True), repeat=3)))
@pytest.mark.parametrize("certain", [False, True])
def test_three_views_vote(
    views: tuple[Answerer, dict[Mode, Answer]], refusing: set[str],
    monkeypatch: pytest.MonkeyPatch, refuse: tuple[bool, bool, bool], certain: bool,
) -> None:  # fmt: skip
    here, alone = views
    monkeypatch.setattr(voting, "CERTAIN", 0.0 if certain else 1.0)
    refusing |= {alone[mode].text for mode, no in zip(VIEWS, refuse, strict=True) if no}
    answer = here.answer(ASK, Mode.HYBRID)
    two = dict(zip(VIEWS[:2], refuse[:2], strict=True))
    if refuse[0] == refuse[1]:
        mode = max(two, key=lambda mode: alone[mode].sure)
    elif certain:
        mode = Mode.BOTH
    else:
        mode = next(mode for mode, no in two.items() if no is (sum(refuse) > 1))
    wanted = alone[mode]
    assert (answer.mode, answer.text, answer.sure) == (mode, wanted.text, wanted.sure)
    assert [t.id for t in answer.tokens] == [t.id for t in wanted.tokens]


def test_what_only_begins_like_a_refusal_is_none_and_none_of_it_is_lost(
    views: tuple[Answerer, dict[Mode, Answer]], refusing: set[str]
) -> None:
    here, alone = views
    refusing |= {f"{answer.text}, or so" for answer in alone.values()}
    answer = here.answer(ASK, Mode.HYBRID)
    wanted = max((alone[mode] for mode in VIEWS[:2]), key=lambda answer: answer.sure)
    assert [t.id for t in answer.tokens] == [t.id for t in wanted.tokens]


def test_an_answer_is_checked_with_what_was_in_view_in_the_end(
    base: PreTrainedModel, make: Make, source: Source, refusing: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    memory, asked = memory_for(base), list[str]()

    def find(question: str, _budget: int) -> list[int]:
        asked.append(question)
        return list(source.tokens[:40])

    here = make(memory, find=find)
    refusing.add(here.answer(ASK, Mode.HYBRID).text)
    monkeypatch.setattr(type(memory), "recalls", True)
    answer = here.answer(ASK, Mode.HYBRID)
    assert answer.mode is Mode.BOTH
    searched = len(asked)
    here.support(ASK, answer)
    assert len(asked) == searched


def test_votes_can_be_stopped_and_only_what_may_be_a_refusal_is_held_back(
    views: tuple[Answerer, dict[Mode, Answer]], refusing: set[str]
) -> None:
    (here, alone), steps = views, list[int]()

    def first(most: int) -> Answer:
        """The answer to its first token, or to its end after so many steps."""
        steps.clear()
        out = Answer()

        def stop() -> bool:
            steps.append(1)
            return len(steps) > most

        next(here.grow(out, ASK, Mode.HYBRID, stop=stop), None)
        return out

    assert not first(99).stopped
    assert len(steps) < 2 * REPLY
    refusing |= {alone[Mode.HYBRID].text, alone[Mode.PASSAGES].text}
    assert first(99).tokens
    needed = len(steps)
    assert needed >= 2 * REPLY + 1
    for most in range(needed):
        out = first(most)
        assert (out.stopped, out.tokens, len(steps)) == (True, [], most + 1)
        assert out.mode is Mode.HYBRID  # nothing carried it


def test_where_an_answer_with_passages_came_from(
    base: PreTrainedModel, make: Make, source: Source, prompter: Prompter
) -> None:
    blank = create("gated", base, settings_of("gated", KINDS["gated"]), 0)
    blank.attach(base)
    passages = list(source.tokens[:40])
    answerer = ended(base, lambda: make(blank, find=lambda _question, _budget: passages), prompter)
    answer = answerer.answer(ASK, Mode.HYBRID)
    assert ids(answerer, Mode.MEMORY) != ids(answerer, Mode.HYBRID)
    assert answerer.support(ASK, answer) is Support.WINDOW


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_memory_is_switched_off_for_one_pass_only(
    base: PreTrainedModel, make: Make, kind: str
) -> None:
    memory = memory_for(base, kind)
    answerer = make(memory)
    both = ids(answerer)
    assert ids(answerer, Mode.WINDOW) != both
    assert memory.attached
    assert ids(answerer) == both


def test_without_a_memory_only_the_window_counts(make: Make) -> None:
    answerer = make()
    assert ids(answerer, Mode.BOTH) == ids(answerer, Mode.WINDOW)
    assert ids(answerer, Mode.MEMORY) == ids(answerer, Mode.BASE)


@pytest.mark.parametrize("mode", list(Mode))
def test_an_answerer_speaks_from_its_own_memory_whichever_is_attached(
    base: PreTrainedModel, make: Make, mode: Mode
) -> None:
    """Many memories lie over one base model, and switching is instant."""
    mine = memory_for(base)
    expected = ids(make(mine), mode)
    other = create("gated", base, settings_of("gated", {"gate": "query"}), 9)
    shake(other, 0.6)
    answerer = make(mine)
    switch(base, other)
    assert ids(answerer, mode) == expected


# --- gates ---


@pytest.mark.parametrize("mode", [Mode.BOTH, Mode.MEMORY])
def test_every_token_comes_with_the_gate_that_said_it(
    base: PreTrainedModel, make: Make, prompter: Prompter, source: Source, mode: Mode
) -> None:
    memory = memory_for(base)
    answer = make(memory).answer(ASK, mode)
    gates = answer.gates
    count = len(answer.tokens)
    assert gates is not None
    assert gates.shape == (2, count, 4)  # (L, T, H)
    assert count > 1
    assert all(t.gates is not None and t.gates.shape == (2, 4) for t in answer.tokens)
    assert 0 <= float(gates.min()) < float(gates.max()) <= 1
    prompt = prompt_of(prompter, source, mode, [])
    tokens = torch.tensor([[*prompt, *(t.id for t in answer.tokens)]])
    with torch.inference_mode(), memory.recording() as kept:
        base(input_ids=tokens, use_cache=False)
    whole = kept.tensor()
    assert whole is not None
    said = whole[:, len(prompt) - 1 : -1]
    torch.testing.assert_close(gates, said, rtol=1e-3, atol=1e-4)


def test_where_no_gate_took_part_there_is_none(base: PreTrainedModel, make: Make) -> None:
    assert make().answer(ASK).gates is None
    gated = make(memory_for(base))
    assert gated.answer(ASK, Mode.WINDOW).gates is None
    assert gated.answer(ASK, Mode.BASE).gates is None
    switch(base, None)
    assert make(memory_for(base, "lora")).answer(ASK).gates is None


# --- where an answer came from ---


def ended(base: PreTrainedModel, make: Callable[[], Answerer], prompter: Prompter) -> Answerer:
    """An answerer whose answer to ASK ends by itself, at its third token or before."""
    said = ids(make())
    stop = next(t for t in said[1:] if t != said[0])
    assert base.generation_config is not None
    base.generation_config.eos_token_id = [prompter.end[-1], stop]
    return make()


def test_what_the_window_alone_says_came_from_the_window(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    blank = create("gated", base, settings_of("gated", KINDS["gated"]), 0)
    blank.attach(base)  # untouched, a memory changes nothing
    answerer = ended(base, lambda: make(blank), prompter)
    answer = answerer.answer(ASK)
    assert ids(answerer, Mode.MEMORY) != ids(answerer, Mode.BOTH)
    assert answerer.support(ASK, answer) is Support.WINDOW


def test_what_the_memory_alone_says_came_from_the_memory(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    memory = memory_for(base)
    answerer = ended(base, lambda: make(memory, ()), prompter)
    answer = answerer.answer(ASK)
    assert ids(answerer, Mode.WINDOW) != ids(answerer, Mode.BOTH)
    assert answerer.support(ASK, answer) is Support.MEMORY


def test_what_each_alone_or_neither_says_came_from_both(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    blank = create("gated", base, settings_of("gated", KINDS["gated"]), 0)
    blank.attach(base)
    each = ended(base, lambda: make(blank, ()), prompter)
    assert each.support(ASK, each.answer(ASK)) is Support.BOTH
    neither = Answer(tokens=[Token(40, "", None), Token(50, "", None)], text="x y")
    assert each.support(ASK, neither) is Support.BOTH


def test_an_answer_cut_at_its_greatest_length_still_came_from_somewhere(
    base: PreTrainedModel, make: Make
) -> None:
    blank = create("gated", base, settings_of("gated", KINDS["gated"]), 0)
    blank.attach(base)
    answerer = make(blank)
    answer = answerer.answer(ASK)
    assert len(answer.tokens) == REPLY
    assert answerer.support(ASK, answer) is Support.WINDOW


def test_support_follows_the_conversation(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    blank = create("gated", base, settings_of("gated", KINDS["gated"]), 0)
    blank.attach(base)
    answerer = make(blank)
    said = [t.id for t in answerer.stream(ASK, Mode.BOTH, EARLIER)]
    stop = next(t for t in said[1:] if t != said[0])
    assert base.generation_config is not None
    base.generation_config.eos_token_id = [prompter.end[-1], stop]
    answerer = make(blank)
    answer = answerer.answer(ASK, Mode.BOTH, EARLIER)
    assert [t.id for t in answer.tokens] != ids(answerer)
    assert answerer.support(ASK, answer, EARLIER) is Support.WINDOW


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (prompts.NOT_FOUND, True),
        ("the document does not say", True),
        ("The document does not say where.", False),
        ("Keron.", False),
        ("", False),
    ],
)
def test_refusals(make: Make, text: str, refusal: bool) -> None:
    assert is_refusal(text) is refusal
    if refusal:
        assert make().support(ASK, Answer(text=text)) is Support.NOT_FOUND


# --- answers by chance ---


def test_the_seed_alone_decides_what_is_sampled(base: PreTrainedModel, make: Make) -> None:
    answerer = make(memory_for(base))
    before = torch.random.get_rng_state()
    said = [sampled(answerer, seed) for seed in (1, 2, 1)]
    assert said[0] == said[2]
    assert len({tuple(s) for s in (*said, ids(answerer))}) == 3
    assert torch.equal(before, torch.random.get_rng_state())


def sampled(answerer: Answerer, seed: int, temperature: float = 1.0) -> list[int]:
    sampling = Sampling(temperature, seed)
    return [token.id for token in answerer.stream(ASK, sampling=sampling)]


def test_a_low_temperature_is_nearly_greedy(make: Make) -> None:
    answerer = make()
    assert sampled(answerer, 1, temperature=1e-4) == ids(answerer)


def test_tokens_are_sampled_as_often_as_they_are_likely() -> None:
    logits = torch.tensor([[0.0, 1.0, 2.0]]).expand(4000, 3)
    said = torch.tensor(Sampling(2.0, 3).chooser()(logits)).bincount() / 4000
    assert torch.allclose(said, (logits[0] / 2.0).softmax(-1), atol=0.03)


def test_sampling_one_by_one_or_at_once_is_the_same() -> None:
    logits = torch.randn(20, 50, generator=torch.Generator().manual_seed(0))
    one, whole = Sampling(1.0, 5).chooser(), Sampling(1.0, 5).chooser()
    assert [t for row in logits for t in one(row[None])] == whole(logits)


def test_support_of_a_sampled_answer_is_measured_with_the_same_seed(
    base: PreTrainedModel, make: Make
) -> None:
    blank = create("gated", base, settings_of("gated", KINDS["gated"]), 0)
    blank.attach(base)  # untouched, a memory changes nothing
    answerer, sampling = make(blank), Sampling(1.0, 4)
    answer = answerer.answer(ASK, sampling=sampling)
    assert answerer.support(ASK, answer, (), sampling) is Support.WINDOW
    assert answerer.support(ASK, answer) is Support.BOTH  # greedily nobody says so


# --- the window ---


def test_earlier_turns_give_way_to_the_document(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    window = 4 * WINDOW
    answerer = Answerer(base, prompter, None, source.tokens, window=window, reply=REPLY)
    short, long = ("How many?", "1905"), ("How many " * 100, "1905")
    assert answerer.fitting(ASK, []) == []
    assert answerer.fitting(ASK, [long, short, short]) == [short, short]
    assert answerer.fitting(ASK, [short, long]) == [long]
    assert answerer.fitting(ASK, [("How many " * 1000, "1905")]) == []
    many = answerer.fitting(ASK, [short] * 50)
    assert 2 < len(many) < 50
    prompt = prompter.answer(ASK, many)
    budget = context_budget(window - REPLY, len(prompt.before))
    assert len(prompt.before) + len(prompt.after) + budget <= window - REPLY


def test_a_question_too_long_is_refused_before_anything_is_read(
    base: PreTrainedModel, make: Make
) -> None:
    answerer = make()
    with passes(base) as seen, pytest.raises(ValueError, match="does not fit the window"):
        next(answerer.stream("Why " * 300))
    assert seen == []
    earlier = [("Why " * 100, "So.")] * 3
    with pytest.raises(ValueError, match="does not fit the window"):
        answerer.answer(ASK, Mode.MEMORY, earlier)


def test_a_long_question_takes_room_from_the_document(
    base: PreTrainedModel, make: Make, prompter: Prompter
) -> None:
    fits = WINDOW - REPLY - 1
    question = "Why?"
    while len(prompter.answer(question + " Why?").after) <= fits:
        question += " Why?"
    with passes(base) as seen:
        assert next(make().stream(question), None)
    told = [t for tokens in seen for t in tokens]
    assert fits - 4 < len(told) <= WINDOW - REPLY


def test_odd_questions_and_documents_are_only_text(make: Make, prompter: Prompter) -> None:
    document = tuple(prompter.encode("{question} {0} {% if %} \ue000 </s>"))
    assert make(context=document).answer("{question} {x} \ue000?").text is not None


def test_a_document_of_no_tokens(make: Make) -> None:
    assert ids(make(context=())) == ids(make(context=()), Mode.BASE)
