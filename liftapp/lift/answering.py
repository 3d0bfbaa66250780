"""Answers from a LIFTed model, token by token, with the gate of each.

Legend: `L` layers, `H` query heads, `T` tokens of an answer.
"""

import copy
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from enum import StrEnum

import torch
from torch import Tensor
from transformers import DynamicCache, PreTrainedModel

from liftapp.lift.generation import reply_ends
from liftapp.lift.memory import About, Asked, attached_memory, switch
from liftapp.lift.memory.gates import Gates
from liftapp.lift.memory.protocol import Memory
from liftapp.lift.prompting import Prompter, Turn
from liftapp.lift.questions import is_refusal, may_become_refusal
from liftapp.lift.retrieval import room_for_passages
from liftapp.lift.segments import context_budget, truncate
from liftapp.lift.splitting import Split, split
from liftapp.lift.sureness import Sureness, has_word
from liftapp.lift.voting import Vote, winner


class Mode(StrEnum):
    """What may carry an answer."""

    BOTH = "both"
    """Memory and the truncated document in the window (the default)."""
    MEMORY = "memory"
    WINDOW = "window"
    HYBRID = "hybrid"
    """Memory, and in the window the document's passages that fit the question. Beside a memory
    that recalls, this, `BOTH` and `PASSAGES` vote on whether the document says it
    (lift.voting), and one of the first two answers.
    """
    PASSAGES = "passages"
    """Those passages without the memory."""
    BASE = "base"
    """Nothing of the document: what the base model says of itself."""

    @property
    def remembers(self) -> bool:
        return self in (Mode.BOTH, Mode.MEMORY, Mode.HYBRID)

    @property
    def sees(self) -> bool:
        """Whether the truncated document is in the window."""
        return self in (Mode.BOTH, Mode.WINDOW)

    @property
    def searches(self) -> bool:
        return self in (Mode.HYBRID, Mode.PASSAGES)


Find = Callable[[str, int], list[int]]
"""The tokens of the document that fit a question, at most so many."""


class Support(StrEnum):
    """Where an answer came from."""

    MEMORY = "memory"
    WINDOW = "window"
    BOTH = "both"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class Token:
    """One token of an answer; `gates` (L, H) in [0, 1], or None for memories without a gate."""

    id: int
    text: str
    gates: Tensor | None


@dataclass
class Answer:
    """A whole answer; `seconds` to its first token and in all.

    `recalled` are the stretches of the document (characters) that the memory recalled for it, the
    most relevant first; none for a kind that does not recall. `first_asked` is a question that
    had to be answered first, with its answer; `asked` is then what the answer answers in itself.
    `mode` is what carried it in the end. `sure` as in `Sureness`. `stopped`: it
    was ended early.
    """

    tokens: list[Token] = field(default_factory=list)
    text: str = ""
    recalled: tuple[tuple[int, int], ...] = ()
    first_asked: Turn | None = None
    asked: str = ""
    mode: Mode = Mode.BOTH
    sure: float = 0.0
    stopped: bool = False
    first_token_s: float = 0.0
    total_s: float = 0.0

    @property
    def gates(self) -> Tensor | None:
        """(L, T, H), or None where the memory has no gate or none was asked."""
        kept = [t.gates for t in self.tokens if t.gates is not None]
        return torch.stack(kept, dim=1) if kept else None


@dataclass(frozen=True)
class Sampling:
    """How tokens are chosen: the likeliest at temperature 0, else by chance from the seed alone.

    The noise of a position is the same whatever is in view (Gumbel noise on the logits), so that
    answers of two modes with one seed differ by what the modes know and not by luck.
    """

    temperature: float = 0.0
    seed: int = 0

    def chooser(self) -> Callable[[Tensor], list[int]]:
        """A function from logits (T, V) to T tokens; each call goes on with the next positions."""
        if not self.temperature:
            return lambda logits: logits.argmax(-1).tolist()
        rng = torch.Generator().manual_seed(self.seed)

        def choose(logits: Tensor) -> list[int]:
            scores = logits.float().cpu() / self.temperature
            # Row by row: what a generator draws at once is not what it draws one after another.
            noise = [torch.empty(row.shape).exponential_(generator=rng).log() for row in scores]
            return (scores - torch.stack(noise)).argmax(-1).tolist()

        return choose


GREEDY = Sampling()


@dataclass(frozen=True)
class _Way:
    """How a question is answered, and each that it takes."""

    mode: Mode
    earlier: Sequence[Turn]
    sampling: Sampling
    stop: Callable[[], bool]


@dataclass(frozen=True)
class _Begun:
    """A view's answer as far as it takes to vote: to know whether it is a refusal, and how sure."""

    out: Answer
    held: list[Token]
    left: Iterator[Token]
    vote: Vote


@dataclass(frozen=True)
class _Prefix:
    """Tokens read already and their keys and values."""

    tokens: tuple[int, ...]
    cache: DynamicCache


class Answerer:
    """Answers about one document; keeps the keys and values of the context it has read."""

    def __init__(
        self,
        model: PreTrainedModel,
        prompter: Prompter,
        memory: Memory | None,
        context: Sequence[int],
        *,
        window: int,
        reply: int,
        find: Find | None = None,
    ) -> None:
        """`context` is the whole document; what fits of it besides a question is shown.

        `find` is needed by the modes that search.
        """
        self._model, self._prompter, self._memory = model, prompter, memory
        self._document = list(context)
        self._window, self._reply, self._find = window, reply, find
        self._prefixes: dict[Mode, _Prefix] = {}
        self._stops = reply_ends(model, prompter)

    def stream(
        self,
        question: str,
        mode: Mode = Mode.BOTH,
        earlier: Sequence[Turn] = (),
        sampling: Sampling = GREEDY,
    ) -> Iterator[Token]:
        """Tokens of the answer as they come; stop iterating to stop.

        Raises:
            ValueError: the question alone does not fit the window.
        """
        return self.grow(Answer(), question, mode, earlier, sampling)

    def _in_turn(self, out: Answer, question: str, way: _Way) -> Iterator[Token]:
        """The answer, after that of another question where it takes one."""
        out.asked, out.mode = question, way.mode
        if parts := self._split(question, way.mode):
            first = Answer()
            tokens = self._stream(first, parts.first, replace(way, sampling=GREEDY))
            said = "".join(token.text for token in tokens).strip()
            out.stopped = first.stopped
            if out.stopped:
                return  # before anything is read for the second one
            out.asked = parts.second(said)
            if out.asked != question:
                out.first_asked = parts.first, said
                out.recalled = first.recalled
        yield from self._stream(out, out.asked, way)

    @property
    def _recalls(self) -> bool:
        return self._memory is not None and self._memory.recalls

    def _split(self, question: str, mode: Mode) -> Split | None:
        if not self._recalls or not mode.remembers:
            return None
        switch(self._model, self._memory)  # silent until a question recalls
        return split(self._model, self._prompter, [question], self._window)[0]

    def _stream(self, out: Answer, question: str, way: _Way) -> Iterator[Token]:
        """The answer; where views vote, of the one they are for."""
        if way.mode is not Mode.HYBRID or not self._recalls:
            yield from self._once(out, question, way)
            return
        begun = list[_Begun]()
        for mode in (Mode.HYBRID, Mode.BOTH):
            begun.append(self._begin(question, replace(way, mode=mode)))
            if begun[-1].out.stopped:
                out.stopped = True
                return

        def third() -> bool:
            begun.append(self._begin(question, replace(way, mode=Mode.PASSAGES)))
            return begun[-1].vote.refuses

        told = begun[winner(begun[0].vote, begun[1].vote, third)]
        out.stopped = begun[-1].out.stopped
        if out.stopped:
            return
        out.mode, out.sure = told.out.mode, told.out.sure
        out.recalled = tuple(dict.fromkeys((*told.out.recalled, *out.recalled)))
        begun.clear()  # of the others nothing is needed any more, least of all what they read
        yield from told.held
        yield from told.left
        out.stopped = told.out.stopped

    def _begin(self, question: str, way: _Way) -> _Begun:
        """The answer of one view as far as it takes to vote."""
        out, held, said = Answer(), list[Token](), ""
        left = self._once(out, question, way)
        for token in left:
            held.append(token)
            said += token.text
            if has_word(said) and not may_become_refusal(said):
                break
        return _Begun(out, held, left, Vote.of(said, out.sure))

    def _once(self, out: Answer, question: str, way: _Way) -> Iterator[Token]:
        mode = out.mode = way.mode
        prompt = self._prompt(question, mode, way.earlier, remembers=mode.remembers)
        cache, left = self._read(prompt, mode)
        ids, said, choose = list[int](), "", way.sampling.chooser()
        sureness = Sureness(self._prompter, self._stops)
        about = self._recall(prompt, cache, mode)
        out.recalled = tuple(dict.fromkeys((*about.spans, *out.recalled)))
        for _ in range(self._reply):
            out.stopped = way.stop()
            if out.stopped:
                return
            with about.enter():
                logits, gates = self._forward(left, cache, mode)
            token = choose(logits)[-1]
            sureness.take(logits[-1:], [token])
            out.sure = sureness.values[0]
            if token in self._stops:
                return
            last = gates[:, -1] if gates is not None else None
            ids.append(token)
            whole = self._prompter.decode(ids)
            # A character may take several tokens: it is told with the last of them.
            text = "" if whole.endswith("\ufffd") else whole[len(said) :]
            said += text
            yield Token(token, text, last)
            left = [token]

    def grow(
        self,
        out: Answer,
        question: str,
        mode: Mode = Mode.BOTH,
        earlier: Sequence[Turn] = (),
        sampling: Sampling = GREEDY,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Token]:
        """As `stream`; `out` is the answer as far as it has come.

        `stop` is asked before each token, also of those that are not told.
        """
        began = time.perf_counter()
        for token in self._in_turn(out, question, _Way(mode, earlier, sampling, stop)):
            out.tokens.append(token)
            out.text = "".join(t.text for t in out.tokens).strip()
            out.total_s = time.perf_counter() - began
            out.first_token_s = out.first_token_s or out.total_s
            yield token
        out.total_s = time.perf_counter() - began

    def answer(
        self,
        question: str,
        mode: Mode = Mode.BOTH,
        earlier: Sequence[Turn] = (),
        sampling: Sampling = GREEDY,
    ) -> Answer:
        """The whole answer at once."""
        out = Answer()
        for _ in self.grow(out, question, mode, earlier, sampling):
            pass
        return out

    def fitting(self, question: str, earlier: Sequence[Turn]) -> list[Turn]:
        """The newest of the earlier turns that leave the document its usual room.

        The last one is kept wherever it fits the window: it is what a follow-up refers to.
        """
        kept = list(earlier)
        while kept:
            prompt = self._prompter.answer(question, kept)
            document = self._budget(len(prompt.before)) if len(kept) > 1 else 0
            if len(prompt.before) + len(prompt.after) + document <= self._window - self._reply:
                break
            kept.pop(0)
        return kept

    def support(
        self,
        question: str,
        answer: Answer,
        earlier: Sequence[Turn] = (),
        sampling: Sampling = GREEDY,
    ) -> Support:
        """Where an answer of memory + window came from: which of the two alone gives it too.

        In the window is what its mode put there. Neither alone, or each alone: both. This is a
        measurement (one pass over the answer with the memory off, one with nothing in view), not a
        reading of the gates.
        """
        if is_refusal(answer.text):
            return Support.NOT_FOUND
        alone = Mode.PASSAGES if answer.mode.searches else Mode.WINDOW
        memory, window = (
            self._gives(answer.asked or question, answer, part, earlier, sampling)
            for part in (Mode.MEMORY, alone)
        )
        if memory != window:
            return Support.MEMORY if memory else Support.WINDOW
        return Support.BOTH

    def _gives(
        self,
        question: str,
        answer: Answer,
        mode: Mode,
        earlier: Sequence[Turn],
        sampling: Sampling,
    ) -> bool:
        """Whether `mode` would give these very tokens."""
        wanted = [t.id for t in answer.tokens]
        prompt = self._prompt(question, mode, earlier, remembers=True)
        cache, left = self._read(prompt, mode)
        with self._recall(prompt, cache, mode).enter():
            logits, _ = self._forward([*left, *wanted], cache, mode, keep=len(wanted) + 1)
        said = sampling.chooser()(logits)
        cut = len(wanted) >= self._reply  # an answer of the greatest length has no end
        return bool(said[:-1] == wanted and (cut or said[-1] in self._stops))

    def _prompt(
        self, question: str, mode: Mode, earlier: Sequence[Turn], *, remembers: bool
    ) -> tuple[int, list[int]]:
        """(number of tokens before the question, all tokens).

        `remembers`: what is in the window is to stand beside the memory.
        """
        prompt = self._prompter.answer(question, earlier)
        room = self._window - self._reply - len(prompt.before) - len(prompt.after)
        if room < 0:
            raise ValueError("the question does not fit the window")
        context: list[int] = []
        # The budget leaves a fixed share to the question, so that the context is the same for
        # every usual question and is read once.
        budget = min(room, self._budget(len(prompt.before)))
        if mode.searches:
            assert self._find is not None
            beside = remembers and self._recalls
            # A follow-up is about what was asked before it.
            wanted = " ".join([*(q for q, _ in earlier[-1:]), question])
            context = self._find(wanted, room_for_passages(budget, beside))
        elif mode.sees:
            context = truncate(self._document, budget, self._prompter.mixin)
        return len(prompt.before) + len(context), prompt.around(context)

    def _budget(self, before: int) -> int:
        return context_budget(self._window - self._reply, before)

    @torch.inference_mode()
    def _read(self, prompt: tuple[int, list[int]], mode: Mode) -> tuple[DynamicCache, list[int]]:
        """A cache holding the context, and the tokens still to be read."""
        size, tokens = prompt
        kept = self._prefixes.get(mode)
        if kept is None or kept.tokens != tuple(tokens[:size]):
            cache = DynamicCache(config=self._model.config)
            if size:
                self._forward(tokens[:size], cache, mode)
            kept = self._prefixes[mode] = _Prefix(tuple(tokens[:size]), cache)
        return copy.deepcopy(kept.cache), tokens[size:]

    def _recall(self, prompt: tuple[int, list[int]], cache: DynamicCache, mode: Mode) -> About:
        """What the memory has about this prompt, whose context is in the cache."""
        if self._memory is None or not mode.remembers:
            return About()
        switch(self._model, self._memory)
        size, tokens = prompt
        view = slice(min(self._prompter.before, size), size)
        asked = Asked.one(tokens, view, size + self._prompter.instruction, size)
        return self._memory.recall(
            asked, lambda: self._forward(tokens[size:], copy.deepcopy(cache), mode)
        )

    @torch.inference_mode()
    def _forward(
        self, tokens: list[int], cache: DynamicCache, mode: Mode, keep: int = 1
    ) -> tuple[Tensor, Tensor | None]:
        """Logits of the last `keep` tokens, (keep, vocabulary), and gates (L, T, H) of all."""
        with ExitStack() as views:
            gates: Gates | None = None
            present = attached_memory(self._model)
            if self._memory is not None and mode.remembers:
                if present is not self._memory:
                    switch(self._model, self._memory)
                gates = views.enter_context(self._memory.recording())
            elif present is not None:
                views.enter_context(present.disabled())
            out = self._model(
                input_ids=torch.tensor([tokens], device=self._model.device),
                past_key_values=cache,
                use_cache=True,
                logits_to_keep=keep,
            )
        return out.logits[0], gates.tensor() if gates is not None else None
