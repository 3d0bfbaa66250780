"""What is examined: a base model with a memory attached, and the document it is about."""

from dataclasses import dataclass

from transformers import PreTrainedModel

from liftapp.exam.known import Span
from liftapp.lift.memory import Memory
from liftapp.lift.prompting import Prompter
from liftapp.lift.segments import context_budget, visible


@dataclass(frozen=True)
class Subject:
    """Everything that is examined; the memory is attached to the model.

    `window` and `reply` are tokens: of the whole prompt with its answer, and of the answer.
    """

    model: PreTrainedModel
    prompter: Prompter
    memory: Memory
    text: str
    window: int
    reply: int

    @property
    def budget(self) -> int:
        """Tokens of context, as in answering."""
        return context_budget(self.window - self.reply, self.prompter.before)

    def seen_until(self) -> Span:
        """Characters at the text's head and from its tail on that the truncated context shows."""
        tokens = self.prompter.encode(self.text)
        head, tail = visible(len(tokens), self.budget, len(self.prompter.mixin))
        start = len(self.prompter.decode(tokens[:head]))
        return start, len(self.text) - len(self.prompter.decode(tokens[tail:]))
