"""LoRA and PiSSA through peft: low-rank additions to the base model's linear layers.

peft builds the layers once; attaching and detaching puts its layers and the base model's own in
each other's places, so switching is instant and the base weights are never written to.

PiSSA as peft does it takes the leading singular directions B0 A0 out of the base weight and
trains B A from there. Here the base weight W stays as it is and the removed part is a second,
frozen low-rank term of opposite sign:

    (W - s B0 A0) x + s B A x  =  W x + s B A x - s B0 A0 x

the same function and the same gradients, the identity at the start, and nothing to restore.
"""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import torch
from peft import LoraConfig
from peft.tuners.lora import LoraLayer, LoraModel
from torch import Tensor, nn
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.gates import Gates
from liftapp.lift.memory.holder import attached_memory, claim, release, switch
from liftapp.lift.memory.protocol import Memory, check_tensors
from liftapp.lift.memory.settings import LoraSettings, PissaSettings

_TRAINED = "memory"
_START = "start"  # PiSSA's frozen part
_PARTS = ("lora_A", "lora_B")


@dataclass(frozen=True)
class _Place:
    """One linear layer of the model, and what stands there while the memory is attached."""

    name: str
    parent: nn.Module
    child: str
    base: nn.Module
    lora: LoraLayer


class LowRankMemory(Memory):
    """What LoRA and PiSSA share."""

    def __init__(
        self, model: PreTrainedModel, settings: LoraSettings | PissaSettings, seed: int
    ) -> None:
        """A new memory for `model` itself; the same seed gives the same one."""
        self._settings = settings
        self._model = model
        self._attached = False
        present = attached_memory(model)
        switch(model, None)  # peft must not wrap the layers of another memory
        try:
            self._places = self._build(seed)
        finally:
            switch(model, present)

    def _build(self, seed: int) -> list[_Place]:
        raise NotImplementedError

    @property
    def settings(self) -> LoraSettings | PissaSettings:
        return self._settings

    @property
    def attached(self) -> bool:
        return self._attached

    def attach(self, model: PreTrainedModel) -> None:
        if model is not self._model:
            raise ModelUnavailable(
                f"A {self.kind} memory belongs to the model it was made for; "
                "make it anew for this model and load its tensors."
            )
        claim(model, self)
        self._attached = True
        self._put(lora=True)

    def detach(self) -> None:
        if self._attached:
            self._put(lora=False)
            self._attached = False
            release(self._model)

    @contextmanager
    def disabled(self) -> Iterator[None]:
        if not self._attached:
            raise RuntimeError("the memory is not attached")
        self._put(lora=False)
        try:
            yield
        finally:
            self._put(lora=True)

    @contextmanager
    def recording(self) -> Iterator[Gates]:
        yield Gates(layers=0)

    def named_parameters(self) -> Iterator[tuple[str, nn.Parameter]]:
        yield from self._named(_TRAINED)

    def tensors(self) -> dict[str, Tensor]:
        return {name: tensor.detach().cpu().clone() for name, tensor in self._state().items()}

    def load_tensors(self, tensors: Mapping[str, Tensor]) -> None:
        state = self._state()
        check_tensors(state, tensors)
        with torch.no_grad():
            for name, tensor in state.items():
                tensor.copy_(tensors[name])

    def _state(self) -> dict[str, Tensor]:
        return dict(self._named(_TRAINED))

    def _named(self, adapter: str) -> Iterator[tuple[str, nn.Parameter]]:
        for place in self._places:
            for part in _PARTS:
                yield f"{place.name}.{part}", _weight(place.lora, part, adapter)

    def _put(self, *, lora: bool) -> None:
        for place in self._places:
            setattr(place.parent, place.child, place.lora if lora else place.base)


class LoraMemory(LowRankMemory):
    """A LoRA of every chosen linear layer; starts as the base model."""

    kind = "lora"

    def _build(self, seed: int) -> list[_Place]:
        settings = self._settings
        assert isinstance(settings, LoraSettings)
        config = _config(settings.rank, settings.alpha, settings.targets, init=True)
        with _base_untouched(self._model):
            places = _inject(self._model, {_TRAINED: config}, seed)
        _as_float(places, _TRAINED, trains=True)
        return places


class PissaMemory(LowRankMemory):
    """A LoRA that starts at the leading singular directions of the base weights."""

    kind = "pissa"

    def _build(self, seed: int) -> list[_Place]:
        settings = self._settings
        assert isinstance(settings, PissaSettings)
        if getattr(self._model, "is_loaded_in_4bit", False):
            raise ModelUnavailable(
                "A pissa memory needs the model's full weights, and this one is loaded in 4 bit; "
                "choose the lora or the gated memory."
            )
        init = f"pissa_niter_{settings.svd_steps}" if settings.svd_steps else "pissa"
        config = _config(settings.rank, settings.rank, settings.targets, init=init)
        frozen = _config(settings.rank, settings.rank, settings.targets, init=False)
        with _base_untouched(self._model):
            places = _inject(self._model, {_TRAINED: config, _START: frozen}, seed)
        _as_float(places, _TRAINED, trains=True)
        _as_float(places, _START, trains=False)
        for place in places:
            for part in _PARTS:
                start, trained = (_weight(place.lora, part, name) for name in (_START, _TRAINED))
                start.data = trained.detach().clone()
            place.lora.scaling[_START] = -place.lora.scaling[_TRAINED]
        return places

    def _state(self) -> dict[str, Tensor]:
        frozen = {f"start.{name}": tensor for name, tensor in self._named(_START)}
        return {**super()._state(), **frozen}


def _config(rank: int, alpha: int, targets: tuple[str, ...], init: bool | str) -> LoraConfig:
    config = LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=0.0,
        target_modules=list(targets) or "all-linear",
    )
    config.init_lora_weights = cast(bool, init)  # peft's annotation leaves out its own names
    return config


@contextmanager
def _base_untouched(model: PreTrainedModel) -> Iterator[None]:
    """Give the base model back its weights, its flags and its modules after peft's injection."""
    weights = [(weight, weight.data, weight.requires_grad) for weight in model.parameters()]
    try:
        yield
    finally:
        for weight, data, trains in weights:
            if weight.data_ptr() != data.data_ptr():
                weight.data = data
            weight.requires_grad_(trains)
        model.__dict__.pop("peft_config", None)
        for name, lora in _lora_layers(model):
            parent, child = _parent(model, name)
            setattr(parent, child, lora.get_base_layer())


def _inject(model: PreTrainedModel, configs: dict[str, LoraConfig], seed: int) -> list[_Place]:
    """Wrap the linear layers; the layers are handed out, the caller takes them out again."""
    names = list(configs)
    with torch.random.fork_rng(), warnings.catch_warnings():
        torch.manual_seed(seed)
        warnings.simplefilter("ignore")  # peft's advice on combining adapters
        try:
            tuner: Any = LoraModel(model, configs[names[0]], names[0])
            for name in names[1:]:
                tuner.peft_config[name] = configs[name]
                tuner.inject_adapter(model, name)
            tuner.set_adapter(names)
        except (ValueError, RuntimeError, TypeError) as e:
            raise ModelUnavailable(
                f"The model's linear layers can't carry a low-rank memory ({_first_line(e)}); "
                "choose a smaller rank or other layers."
            ) from e
    places = []
    for name, lora in _lora_layers(model):
        parent, child = _parent(model, name)
        places.append(_Place(name, parent, child, lora.get_base_layer(), lora))
    return places


def _as_float(places: list[_Place], adapter: str, *, trains: bool) -> None:
    for place in places:
        for part in _PARTS:
            weight = _weight(place.lora, part, adapter)
            weight.data = weight.data.float().contiguous()
            weight.requires_grad_(trains)


def _weight(lora: LoraLayer, part: str, adapter: str) -> nn.Parameter:
    weight = getattr(lora, part)[adapter].weight
    assert isinstance(weight, nn.Parameter)
    return weight


def _lora_layers(model: PreTrainedModel) -> list[tuple[str, LoraLayer]]:
    return [(name, layer) for name, layer in model.named_modules() if isinstance(layer, LoraLayer)]


def _parent(model: PreTrainedModel, name: str) -> tuple[nn.Module, str]:
    path, _, child = name.rpartition(".")
    return model.get_submodule(path), child


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
