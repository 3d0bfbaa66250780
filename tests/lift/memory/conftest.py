"""Fixtures over the tiny random models."""

from typing import Protocol

import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel

from liftapp.lift.memory import Memory
from tests.lift.memory.tiny import ARCHITECTURES, tiny_model


class Shake(Protocol):
    """Moves a memory away from its start, reproducibly."""

    def __call__(self, memory: Memory, spread: float = 0.3) -> None: ...


@pytest.fixture(params=ARCHITECTURES)
def model(request: pytest.FixtureRequest) -> PreTrainedModel:
    return tiny_model(str(request.param))


@pytest.fixture
def llama() -> PreTrainedModel:
    return tiny_model("llama")


@pytest.fixture
def tokens() -> Tensor:
    """(2, 20) token ids without the special ones."""
    return torch.randint(3, 64, (2, 20), generator=torch.Generator().manual_seed(1))


@pytest.fixture
def shake() -> Shake:

    def shake(memory: Memory, spread: float = 0.3) -> None:
        rng = torch.Generator().manual_seed(7)
        with torch.no_grad():
            for parameter in memory.parameters():
                parameter.add_(torch.randn(parameter.shape, generator=rng) * spread)

    return shake
