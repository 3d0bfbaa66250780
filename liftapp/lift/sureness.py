"""How sure a model is of what it begins to say."""

from collections.abc import Collection, Sequence

from torch import Tensor

from liftapp.lift.prompting import Prompter


def has_word(text: str) -> bool:
    """Whether a letter, a digit or a part of a character is in it."""
    return any(c.isalnum() or c == "\ufffd" for c in text)


class Sureness:
    """The probability of each reply's tokens up to its first one with a letter or digit.

    A tokenizer may begin every number with the same blank, of which any answer is sure.
    """

    def __init__(self, prompter: Prompter, ends: Collection[int], replies: int = 1) -> None:
        """`ends` are tokens that end a reply: one that says nothing is as sure as its end."""
        self.values = [1.0] * replies
        self._prompter, self._ends = prompter, ends
        self._open = set(range(replies))

    def take(self, logits: Tensor, tokens: Sequence[int]) -> None:
        """The next token of each reply, and the logits (replies, V) that it was chosen from."""
        for i in sorted(self._open):
            self.values[i] *= float(logits[i].float().softmax(-1)[tokens[i]])
            if tokens[i] in self._ends or has_word(self._prompter.decode([tokens[i]])):
                self._open.remove(i)
