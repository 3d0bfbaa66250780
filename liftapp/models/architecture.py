"""What a model's config says about it, judged before its weights are touched."""

from pathlib import Path
from typing import cast

from huggingface_hub.errors import StrictDataclassError
from transformers import AutoConfig, PreTrainedConfig, PreTrainedModel
from transformers.models.auto.configuration_auto import CONFIG_MAPPING
from transformers.models.auto.modeling_auto import (
    MODEL_FOR_CAUSAL_LM_MAPPING,
    MODEL_FOR_CAUSAL_LM_MAPPING_NAMES,
)

from liftapp.errors import ModelUnavailable
from liftapp.models.stated import damaged_config, generates, not_generating, stated

_DEFAULT_WINDOW = 2048  # tokens; for the few architectures that state none


def read_config(folder: Path) -> PreTrainedConfig:
    """The config of a causal language model that a memory can be attached to.

    Raises ModelUnavailable where it is missing, damaged, needs foreign code, is of an unknown or
    another kind of architecture, or does not go through transformers' attention interface.
    """
    values = stated(folder)
    kind = values.get("model_type")
    if kind not in CONFIG_MAPPING:
        if "auto_map" in values:
            raise ModelUnavailable(
                f"The model in {folder} needs program code of its own, which liftapp never runs; "
                "choose a model of a stock architecture."
            )
        raise ModelUnavailable(
            f"The model in {folder} is of the architecture {kind!r}, unknown to the installed "
            "transformers; update it or choose another model."
        )
    if kind not in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES or not generates(values):
        raise not_generating(folder, kind)
    try:
        config: PreTrainedConfig = AutoConfig.from_pretrained(
            folder, trust_remote_code=False, local_files_only=True
        )
    except (OSError, ValueError, TypeError, KeyError, StrictDataclassError) as e:
        raise damaged_config(folder / "config.json") from e
    if not _goes_through_interface(config):
        raise ModelUnavailable(
            f"The model in {folder} ({kind}) does not go through transformers' attention "
            "interface, so no memory can be attached to it; choose another model."
        )
    return config


def window_of(config: PreTrainedConfig, cap: int | None) -> int:
    """The model's context in tokens, at most `cap`."""
    stated = getattr(config.get_text_config(), "max_position_embeddings", None)
    window = stated if isinstance(stated, int) and stated > 0 else _DEFAULT_WINDOW
    return window if cap is None else min(window, cap)


def _goes_through_interface(config: PreTrainedConfig) -> bool:
    # Private, and the only place where transformers says so; asked of the class so that nothing
    # is loaded in vain. Attaching a memory checks again, on the model itself.
    model_class = cast(type[PreTrainedModel], MODEL_FOR_CAUSAL_LM_MAPPING[type(config)])
    return model_class._can_set_attn_implementation()
