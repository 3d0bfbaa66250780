"""The attention layers of a base model, found without knowing its architecture."""

from dataclasses import dataclass
from typing import cast

from torch import nn
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable


@dataclass(frozen=True)
class LayerShape:
    """Sizes of one attention layer: query heads, key/value heads, head width."""

    heads: int
    kv_heads: int
    width: int


def attention_modules(model: PreTrainedModel) -> list[nn.Module]:
    """The self-attention modules of `model`, first layer first.

    Raises ModelUnavailable when they can't be told: every stock transformers attention class is
    named `...Attention` and knows its `layer_idx` and `head_dim`.
    """
    found: dict[int, nn.Module] = {}
    for module in model.modules():
        index = getattr(module, "layer_idx", None)
        known = isinstance(index, int) and isinstance(getattr(module, "head_dim", None), int)
        if known and type(module).__name__.endswith("Attention"):
            found[cast(int, index)] = module
    modules = [found[index] for index in sorted(found)]
    if len(modules) != model.config.get_text_config().num_hidden_layers:
        raise ModelUnavailable(
            f"The model's architecture ({type(model).__name__}) has attention layers that liftapp "
            "can't attach a memory to; choose another model."
        )
    return modules


def layer_shape(model: PreTrainedModel, module: nn.Module) -> LayerShape:
    """The sizes of one of the model's attention layers."""
    config = model.config.get_text_config()
    heads = int(config.num_attention_heads)
    kv_heads = int(getattr(config, "num_key_value_heads", None) or heads)
    width = module.head_dim
    assert isinstance(width, int)
    return LayerShape(heads, kv_heads, width)


def layer_shapes(model: PreTrainedModel) -> list[LayerShape]:
    """The sizes of all attention layers, first layer first."""
    return [layer_shape(model, module) for module in attention_modules(model)]
