"""What a person wants answered, and how."""

from dataclasses import dataclass

WITHOUT_MEMORY = "window"
"""The mode beside `both` in a comparison: the same text in view, the memory off."""


@dataclass(frozen=True)
class AskWish:
    """A question to ask.

    `mode` is one of liftapp.workflows.ask.MODES. With `compare` the same question goes to
    `both` (column 0) and to WITHOUT_MEMORY (column 1) with the same seed. `replaces` is the
    turn whose place the answer takes (`twin` the one in column 1); `again` asks for another
    answer to the same question, so for another seed.
    """

    question: str
    mode: str = "both"
    compare: bool = False
    replaces: str | None = None
    again: bool = False
    twin: str | None = None

    @property
    def modes(self) -> tuple[str, ...]:
        """The mode of each column."""
        return ("both", WITHOUT_MEMORY) if self.compare else (self.mode,)
