"""What every kind of memory offers, whatever it adds to the base model.

Legend: B batch, L layers, T tokens, H query heads.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import ClassVar

from torch import Tensor, nn
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.gates import Gates
from liftapp.lift.memory.recall import Asked
from liftapp.lift.memory.settings import Settings


@dataclass(frozen=True)
class About:
    """What some prompts are about; passes inside of `enter()` are about them, one after another.

    `spans` are the stretches of the document (characters) that the first of them recalled, the
    most relevant first.
    """

    enter: Callable[[], AbstractContextManager[None]] = nullcontext
    spans: tuple[tuple[int, int], ...] = ()


class Memory(ABC):
    """The adapter of one document: made for one base model, attached and detached at will.

    At most one memory is attached to a model at a time; while it is detached the base model is
    bit-identical to what it was. Parameters are float32 whatever the base model's dtype is.
    """

    kind: ClassVar[str]
    recalls: ClassVar[bool] = False
    """Whether a question recalls a part of the document, and so needs to be about one part."""

    @property
    @abstractmethod
    def settings(self) -> Settings:
        """The frozen settings this memory was made with; `settings.as_json()` is saved with it."""

    @property
    @abstractmethod
    def attached(self) -> bool:
        """Whether passes of the base model go through this memory now."""

    @abstractmethod
    def attach(self, model: PreTrainedModel) -> None:
        """Put the memory into `model`.

        Raises ModelUnavailable when the memory was made for a model of another shape, and
        RuntimeError when another memory is attached to it.
        """

    @abstractmethod
    def detach(self) -> None:
        """Take the memory out again; nothing happens when it is not attached."""

    @abstractmethod
    def disabled(self) -> AbstractContextManager[None]:
        """Inside the block the model behaves as the bare base model though attached."""

    def recall(self, asked: Asked, read: Callable[[], object]) -> About:
        """What these prompts are about, for a kind that has to be told before it answers them.

        `read` passes them through the model once, behind what is in their cache.
        """
        return About()

    @abstractmethod
    def recording(self) -> AbstractContextManager[Gates]:
        """Inside the block the gate of every pass is kept, in the order of the passes."""

    @abstractmethod
    def named_parameters(self) -> Iterator[tuple[str, nn.Parameter]]:
        """What trains, by stable names (float32 leaves)."""

    def parameters(self) -> list[nn.Parameter]:
        """What trains, in the order of `named_parameters`."""
        return [parameter for _, parameter in self.named_parameters()]

    @abstractmethod
    def tensors(self) -> dict[str, Tensor]:
        """All that must be saved to get this memory back, on the CPU (copies)."""

    @abstractmethod
    def load_tensors(self, tensors: Mapping[str, Tensor]) -> None:
        """Take saved tensors over, all or nothing.

        Raises ModelUnavailable when names or shapes differ from `tensors()`.
        """


def check_tensors(expected: Mapping[str, Tensor], given: Mapping[str, Tensor]) -> None:
    """Refuse saved tensors whose names or shapes differ from what the memory has.

    Raises ModelUnavailable with the first difference found.
    """
    missing = sorted(expected.keys() - given.keys())
    surplus = sorted(given.keys() - expected.keys())
    if missing or surplus:
        what = f"lacks {missing[0]}" if missing else f"has the unknown part {surplus[0]}"
        raise ModelUnavailable(
            f"The saved memory does not fit this model: it {what}; "
            "learn the document again with this model."
        )
    for name, tensor in expected.items():
        if given[name].shape != tensor.shape:
            raise ModelUnavailable(
                f"The saved memory does not fit this model: {name} is "
                f"{tuple(given[name].shape)} and should be {tuple(tensor.shape)}; "
                "learn the document again with this model."
            )
