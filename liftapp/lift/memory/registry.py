"""The kinds of memory, by name."""

from collections.abc import Mapping

from transformers import PreTrainedModel

from liftapp.errors import UsageError
from liftapp.lift.memory.gated import GatedMemory, GatedSettings
from liftapp.lift.memory.protocol import Memory
from liftapp.lift.memory.settings import (
    CartridgeSettings,
    LoraSettings,
    PissaSettings,
    Settings,
)
from liftapp.lift.memory.slots import SlotMemory, SlotSettings

KINDS: Mapping[str, type[Settings]] = {
    "cartridge": CartridgeSettings,
    "gated": GatedSettings,
    "lora": LoraSettings,
    "pissa": PissaSettings,
    "slots": SlotSettings,
}


def settings_of(kind: str, values: Mapping[str, object]) -> Settings:
    """The settings of `kind` from plain values, the rest at its default.

    Raises UsageError for an unknown kind, ModelUnavailable for unknown settings.
    """
    return _settings_class(kind).from_json(values)


def create(
    kind: str, model: PreTrainedModel, settings: Settings | None = None, seed: int = 0
) -> Memory:
    """A new memory of `kind` for `model`, not attached; None takes the kind's defaults.

    Raises UsageError for an unknown kind, ModelUnavailable when the model can't carry it, and
    TypeError for settings of another kind.
    """
    wanted = _settings_class(kind)
    match wanted() if settings is None else settings:
        case GatedSettings() as chosen if kind == "gated":
            return GatedMemory(model, chosen, seed)
        case CartridgeSettings() as chosen if kind == "cartridge":
            from liftapp.lift.memory.cartridge import CartridgeMemory

            return CartridgeMemory(model, chosen, seed)
        case LoraSettings() as chosen if kind == "lora":
            from liftapp.lift.memory.lowrank import LoraMemory

            return LoraMemory(model, chosen, seed)
        case PissaSettings() as chosen if kind == "pissa":
            from liftapp.lift.memory.lowrank import PissaMemory

            return PissaMemory(model, chosen, seed)
        case SlotSettings() as chosen if kind == "slots":
            return SlotMemory(model, chosen)
    raise TypeError(f"a memory of kind {kind!r} takes {wanted.__name__}")


def _settings_class(kind: str) -> type[Settings]:
    if kind not in KINDS:
        raise UsageError(
            f"There is no memory of kind {kind!r}; choose one of {', '.join(sorted(KINDS))}."
        )
    return KINDS[kind]
