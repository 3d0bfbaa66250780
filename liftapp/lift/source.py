"""A document as the method sees it: tokens and sentences of one text, nothing of files."""

from dataclasses import dataclass

from liftapp.lift.prompting import Prompter


@dataclass(frozen=True)
class Source:
    """`sentences` are [start, end) character offsets in `text`, in order."""

    text: str
    tokens: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    def sentence(self, index: int) -> str:
        start, end = self.sentences[index]
        return self.text[start:end]

    def passage(self, first: int, last: int) -> str:
        """Text of the sentences [first, last), with what stands between them."""
        if first >= last:
            return ""
        return self.text[self.sentences[first][0] : self.sentences[last - 1][1]]

    def fit(
        self, aim: int, first: int, last: int, room: int, prompter: Prompter
    ) -> tuple[int, int]:
        """Narrow the sentences [first, last) to `room` tokens, at least one of them.

        What is farther from sentence `aim` is left out first.
        """
        while last - first > 1 and len(prompter.encode(self.passage(first, last))) > room:
            first, last = (first + 1, last) if aim - first > last - 1 - aim else (first, last - 1)
        return first, last


def make_source(text: str, sentences: list[tuple[int, int]], prompter: Prompter) -> Source:
    """Tokenise a document once."""
    return Source(text, tuple(prompter.encode(text)), tuple(sentences))
