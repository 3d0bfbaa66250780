"""A pen for a model that can't write."""

import pytest
from transformers import PreTrainedModel

from liftapp.lift import questions as writing
from liftapp.lift.prompting import Prompter


def take_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last word of each sentence be asked for, in a wording that follows from the seed."""
    told: dict[str, str] = {}

    def generate(
        _model: PreTrainedModel, prompter: Prompter, prompts: list[list[int]], _most: int,
        *, temperature: float = 0.0, seed: int = 0,
    ) -> list[str]:  # fmt: skip
        texts = [prompter.decode(prompt) for prompt in prompts]
        if not any("Sentence: " in text for text in texts):
            return [told[text.rsplit("Question: ", 1)[1].strip()] for text in texts]
        replies = []
        for row, text in enumerate(texts):  # every row its own
            words = text.rsplit("Sentence: ", 1)[1].strip(" .").split()
            letter = chr(97 + (seed + 2 * row + bool(temperature)) % 26)
            asked = f"{' '.join(words[:-1])} what, in wording {letter}?"
            told[asked] = words[-1]
            replies.append(f"Question: {asked}\nAnswer: {words[-1]}")
        return replies

    monkeypatch.setattr(writing, "generate", generate)
