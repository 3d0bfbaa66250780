"""Training samples: the very prompts of inference, with the replies that are trained.

A context never takes more than the prompt budget: the window less the room kept for a reply.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liftapp.config import MIN_REPLY, Preset
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Pair
from liftapp.lift.rows import Branch, Row
from liftapp.lift.segments import common_prefix, context_budget, segments, split_context, truncate
from liftapp.lift.source import Source


@dataclass(frozen=True)
class Lengths:
    """A preset's lengths for one window, in tokens."""

    window: int
    reply: int
    segment: int
    stride: int
    recite_context: int

    @property
    def prompt(self) -> int:
        return self.window - self.reply


def lengths(preset: Preset, window: int) -> Lengths:
    """Scale a preset to a window.

    Raises:
        ValueError: the window is too small to hold a question and its reply.
    """
    if window < 4 * MIN_REPLY:
        raise ValueError(f"a window of {window} tokens is too small to answer in")
    segment = max(1, int(preset.segment * window))
    return Lengths(
        window,
        max(MIN_REPLY, int(preset.reply * window)),
        segment,
        max(1, int(preset.stride * segment)),
        int(preset.recite_context * window),
    )


class Samples:
    """Makes rows of one document for one tokenizer and window."""

    def __init__(self, prompter: Prompter, source: Source, sizes: Lengths) -> None:
        self.prompter, self.source, self.sizes = prompter, source, sizes
        self._before = prompter.answer("?").before

    @property
    def context_budget(self) -> int:
        """Tokens of the document that every question leaves room for."""
        return context_budget(self.sizes.prompt, len(self._before))

    @property
    def segments(self) -> list[tuple[int, int]]:
        return segments(len(self.source.tokens), self.sizes.segment, self.sizes.stride)

    def truncated(self, budget: int) -> list[int]:
        """Head and tail of the document in at most `budget` tokens."""
        return truncate(list(self.source.tokens), budget, self.prompter.mixin)

    def recite(self, segment: tuple[int, int], r: int) -> Row:
        """Contextualized training (eq. 4): the first `r` and the last `context - r` tokens in
        view, then the recite prompt; only the segment is supervised.

        Without a context (0 tokens) the bare segment is a sample of language modelling (eq. 1),
        its first token given.
        """
        tokens, most = list(self.source.tokens), self.sizes.recite_context
        if not most:
            return Row((), (Branch(tuple(tokens[slice(*segment)]), 1),))
        context = split_context(tokens, r, most - r, self.prompter.mixin)
        prompt = self.prompter.recite()
        branch = Branch((*prompt.after, *tokens[slice(*segment)]), len(prompt.after))
        return Row((*prompt.before, *context), (branch,))

    def answers(self, context: Sequence[int], pairs: Sequence[tuple[str, str]]) -> Row:
        """Questions with their answers, all with the same tokens in view.

        What all their prompts begin with (the instruction) is read once, as part of the stem.
        """
        branches = [self._branch(q, a) for q, a in pairs]
        asked = max((b.supervised for b in branches), default=0)
        room = max(0, self.sizes.prompt - len(self._before) - asked)
        context = truncate(list(context), room, self.prompter.mixin)  # as in answering
        shared = common_prefix([b.tokens[: b.supervised - 1] for b in branches])
        rest = (Branch(b.tokens[shared:], b.supervised - shared) for b in branches)
        instruction = branches[0].tokens[:shared] if branches else ()
        return Row((*self._before, *context, *instruction), tuple(rest))

    def passage(self, first: int, last: int) -> list[int]:
        """Tokens of the sentences [first, last), cut to the context budget."""
        return self.prompter.encode(self.source.passage(first, last))[: self.context_budget]

    def _branch(self, question: str, answer: str) -> Branch:
        after = self.prompter.answer(question).after
        reply = (*self.prompter.reply(answer), *self.prompter.end)
        return Branch((*after, *reply), len(after))


def texts(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """(question, answer) of written pairs."""
    return [(p.question, p.answer) for p in pairs]
