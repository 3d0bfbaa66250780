"""Settings of a memory: frozen, and the same after a trip through JSON.

Those of the kinds of peft stand here, so that peft, slow to import, is not read for others.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self, TypeAlias

from liftapp.errors import ModelUnavailable

Value: TypeAlias = str | int | float | bool | list[str] | None


@dataclass(frozen=True)
class Settings:
    """Base of the settings of every kind of memory."""

    def as_json(self) -> dict[str, Value]:
        """The settings as plain values."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, values: Mapping[str, object]) -> Self:
        """The settings from plain values; what is left out keeps its default.

        Raises ModelUnavailable for a name or a type of value that this version does not know.
        """
        known = {field.name: field.default for field in fields(cls)}
        taken: dict[str, object] = {}
        for name, value in values.items():
            if name not in known:
                raise ModelUnavailable(
                    f"The memory's setting {name!r} is unknown to this version of liftapp; "
                    "update liftapp or learn the document again."
                )
            taken[name] = _as_type_of(known[name], value, name)
        return cls(**taken)


@dataclass(frozen=True)
class LoraSettings(Settings):
    """Rank, strength and place of a LoRA memory."""

    rank: int = 128  # the paper's, for 8B models
    alpha: int = 128  # the addition is scaled by alpha / rank
    targets: tuple[str, ...] = ()  # names of linear layers ("q_proj"); none: all of them


@dataclass(frozen=True)
class PissaSettings(Settings):
    """Rank and place of a PiSSA memory (its strength is 1, else it would not be PiSSA)."""

    rank: int = 128
    svd_steps: int = 16  # of the randomised singular value decomposition; 0: the exact one
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class CartridgeSettings(Settings):
    """Length of a cartridge's prefix and how much of it stays as it was filled."""

    tokens: int = 128  # with the starter as many bytes as a gated memory
    frozen: int = 1  # first rows: the attention sink, as peft has it

    def __post_init__(self) -> None:
        if not 0 <= self.frozen < self.tokens:
            raise ModelUnavailable(
                f"A cartridge of {self.tokens} tokens, {self.frozen} of them frozen, has nothing "
                "to train; give it more tokens."
            )


def _as_type_of(default: object, value: object, name: str) -> object:
    """`value` in the type of `default`: JSON has no tuples and writes 3.0 as 3 in places."""
    if isinstance(default, tuple) and isinstance(value, list | tuple):
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if default is not None and type(value) is not type(default):
        raise ModelUnavailable(
            f"The memory's setting {name!r} can't be {value!r}; learn the document again."
        )
    return value
