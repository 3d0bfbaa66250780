"""What a model's config.json states, read without transformers."""

import json
from pathlib import Path

from liftapp.errors import ModelUnavailable

_GENERATING = ("ForCausalLM", "LMHeadModel", "ForConditionalGeneration")


def stated(folder: Path) -> dict[str, object]:
    """The config of the model in `folder`, as it is written.

    Raises ModelUnavailable where it is missing or damaged.
    """
    file = folder / "config.json"
    if not file.exists():
        raise ModelUnavailable(
            f"The folder {folder} has no config.json, so it holds no model; check the path."
        )
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise damaged_config(file) from e
    if not isinstance(values, dict):
        raise damaged_config(file)
    return values


def generates(values: dict[str, object]) -> bool:
    """Encoders such as BERT are in transformers' list of causal models too; their name tells."""
    names = values.get("architectures")
    if values.get("is_encoder_decoder"):
        return False
    if not isinstance(names, list) or not names:
        return True
    return any(str(name).endswith(_GENERATING) for name in names)


def not_generating(folder: Path, kind: object) -> ModelUnavailable:
    """The refusal of a model that writes no text."""
    return ModelUnavailable(
        f"The model in {folder} ({kind}) does not generate text (it is no causal language "
        "model); choose another model."
    )


def damaged_config(file: Path) -> ModelUnavailable:
    """The refusal of a config that can't be read."""
    return ModelUnavailable(f"The model's file {file} is damaged; copy or download it again.")
