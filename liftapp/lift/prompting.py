"""Chat prompts as tokens: what stands before and after the document's context.

Context tokens are put between the two as they are, so that a truncated context is the same in
training and at inference, and the tokens before the question can be kept (their keys and values).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from transformers import PreTrainedTokenizerBase

from liftapp.lift import prompts
from liftapp.lift.segments import common_prefix

_CONTEXT = "\ue000"
"""A private-use character: stands for the context while the chat template is rendered."""

_REPLY = "\ue001"
"""The same for a reply."""
_DAY = "1 Jan 2026"
_DATED = "{% macro strftime_now(form) %}" + _DAY + "{% endmacro %}"
"""Some templates write today's date: a memory would part from its training overnight."""

Turn = tuple[str, str]
"""Question and answer of an earlier turn."""


@dataclass(frozen=True)
class Prompt:
    """Token ids around the context."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def around(self, context: Sequence[int]) -> list[int]:
        return [*self.before, *context, *self.after]


class Prompter:
    """Renders every prompt of `prompts` for one tokenizer."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, stop_ids: Sequence[int] = ()) -> None:
        self.tokenizer = tokenizer
        self._stop_ids = tuple(stop_ids)
        self._render = lru_cache(maxsize=256)(self._render_now)

    def encode(self, text: str) -> list[int]:
        """Plain text: what looks like a special token in it is text too."""
        ids: list[int] = self.tokenizer.encode(
            text, add_special_tokens=False, split_special_tokens=True, verbose=False
        )
        return ids

    def _encode_template(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False, verbose=False)
        return ids

    @cached_property
    def _special(self) -> list[str]:
        known = self.tokenizer.added_tokens_decoder.values()
        return sorted((str(t) for t in known if t.special), key=len, reverse=True)

    def _harmless(self, text: str) -> str:
        """Text from outside for within a template, where special tokens are read as such."""
        for special in self._special:
            text = text.replace(special, special[:1] + "\u200b" + special[1:])
        return text.replace(_CONTEXT, "").replace(_REPLY, "")

    def decode(self, ids: Sequence[int]) -> str:
        return str(self.tokenizer.decode(list(ids), skip_special_tokens=True))

    @cached_property
    def mixin(self) -> list[int]:
        return self.encode(prompts.MIXIN)

    def answer(self, question: str, earlier: Sequence[Turn] = ()) -> Prompt:
        """A question about the context, after earlier turns about the same context."""
        questions = [self._harmless(q) for q in [*(q for q, _ in earlier), question]]
        first = prompts.ANSWER.replace("{question}", questions[0])
        users = [_CONTEXT + first]
        users += [prompts.FOLLOW_UP.replace("{question}", q) for q in questions[1:]]
        return self._prompt(tuple(users), tuple(self._harmless(a) for _, a in earlier))

    @cached_property
    def before(self) -> int:
        """Tokens before the context of a question, which are the same for all."""
        return len(self.answer("?").before)

    @cached_property
    def instruction(self) -> int:
        """Tokens behind the context with which every question begins."""
        return common_prefix([self.answer(question).after for question in ("?", "Who", "1")])

    def split(self, question: str) -> Prompt:
        """Whether a question needs another one first; takes no context."""
        text = prompts.SPLIT.replace("{question}", self._harmless(question))
        return self._prompt((_CONTEXT + text,), ())

    def recite(self) -> Prompt:
        return self._prompt((_CONTEXT + prompts.RECITE,), ())

    def write_paper(self) -> Prompt:
        return self._prompt((prompts.WRITE_PAPER.replace("{context}", _CONTEXT),), ())

    def write_about(self, sentence: str) -> Prompt:
        text = prompts.WRITE_ABOUT.replace("{sentence}", self._harmless(sentence))
        return self._prompt((_CONTEXT + text,), ())

    def reply(self, text: str) -> list[int]:
        """A reply as the model is to write it, without its end."""
        return self.encode(self._lead + text)

    @cached_property
    def _replied(self) -> tuple[str, str]:
        """What the template writes before and after a reply; the first begins with the prompt."""
        text = self._rendered((_CONTEXT,), (_REPLY,), generation=False)
        before, _, after = text.partition(_REPLY)
        return before, after

    @cached_property
    def _lead(self) -> str:
        """White space with which every reply begins: the starter's and that of a plain prompt."""
        before, asked = self._replied[0], self._rendered((_CONTEXT,), (), generation=True)
        lead = before.removeprefix(asked)
        return lead if before.startswith(asked) and lead.isspace() else ""

    @cached_property
    def end(self) -> tuple[int, ...]:
        """What the template writes after a reply, up to the token that ends generation."""
        tail = self._encode_template(self._replied[1])
        stops = set(self._stop_ids) | {self.tokenizer.eos_token_id}
        for i, token in enumerate(tail):
            if token in stops:
                return tuple(tail[: i + 1])
        return (int(self.tokenizer.eos_token_id),)

    def _prompt(self, users: tuple[str, ...], replies: tuple[str, ...]) -> Prompt:
        # The part before the context is the same for all; rendering is the slow part.
        before, after = self._render(users, replies)
        return Prompt(tuple(self._encode_template(before)), tuple(self._encode_template(after)))

    def _render_now(self, users: tuple[str, ...], replies: tuple[str, ...]) -> tuple[str, str]:
        before, after = self._rendered(users, replies, generation=True).split(_CONTEXT, 1)
        return before, after

    def _rendered(
        self, users: tuple[str, ...], replies: tuple[str, ...], *, generation: bool
    ) -> str:
        if self.tokenizer.chat_template is None:
            return _plain(users, replies, self.tokenizer.bos_token or "")
        messages: list[dict[str, str]] = []
        for i, user in enumerate(users):
            messages.append({"role": "user", "content": user})
            if i < len(replies):
                messages.append({"role": "assistant", "content": replies[i]})
        return str(
            self.tokenizer.apply_chat_template(
                messages,
                tokenize=False,
                add_generation_prompt=generation,
                enable_thinking=False,
                chat_template=_DATED + self.tokenizer.get_chat_template(),
                date_string=_DAY,
            )
        )


def _plain(users: tuple[str, ...], replies: tuple[str, ...], start: str) -> str:
    """For base models without a chat template."""
    text = start
    for i, user in enumerate(users):
        text += user + "\nAnswer:"
        text += f" {replies[i]}\n\n" if i < len(replies) else ""
    return text
