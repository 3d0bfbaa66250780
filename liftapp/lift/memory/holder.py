"""Which memory is attached to a base model: at most one at a time."""

from transformers import PreTrainedModel

from liftapp.lift.memory.protocol import Memory

_NAME = "_liftapp_memory"


def attached_memory(model: PreTrainedModel) -> Memory | None:
    """The memory attached to `model` now."""
    memory = model.__dict__.get(_NAME)
    return memory if isinstance(memory, Memory) else None


def switch(model: PreTrainedModel, memory: Memory | None) -> None:
    """Make `memory` the attached one (None: the bare base model), detaching any other."""
    present = attached_memory(model)
    if present is memory:
        return
    if present is not None:
        present.detach()
    if memory is not None:
        memory.attach(model)


def claim(model: PreTrainedModel, memory: Memory) -> None:
    """Note that `memory` is attached to `model`; RuntimeError when another one is."""
    if attached_memory(model) is not None:
        raise RuntimeError("another memory is attached to this model; detach it first")
    model.__dict__[_NAME] = memory


def release(model: PreTrainedModel) -> None:
    """Note that no memory is attached to `model` any more."""
    model.__dict__.pop(_NAME, None)
