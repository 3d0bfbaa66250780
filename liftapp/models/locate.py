"""From what a person names to the folder of a model on this machine."""

import re
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError, OfflineModeIsEnabled

from liftapp.errors import ModelUnavailable

# What a model needs to be loaded; never pickles, never code.
_FILES = ("*.safetensors", "*.json", "*.jinja", "*.txt", "*.model")
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
STARTER_ID = "starter"


def locate(model: str | Path | None, starter: Path) -> tuple[Path, str]:
    """The model's folder and the id that a memory will state.

    `model` is a folder, a hub id, or None for the folder `starter`. A hub id is looked for in the
    local Hugging Face cache, never on the hub. The id never holds a path.

    Raises ModelUnavailable.
    """
    if model is None or model == STARTER_ID:
        if not starter.is_dir():
            raise ModelUnavailable(
                "The starter model is missing from this installation; install liftapp again or "
                "choose another model."
            )
        return starter, STARTER_ID
    path = Path(model).expanduser()
    if path.is_dir():
        return path, path.resolve().name
    if path.exists():
        raise ModelUnavailable(f"{model} is a file; give the folder that holds the model.")
    if isinstance(model, Path) or not HUB_ID.fullmatch(model):
        raise ModelUnavailable(f"There is no model folder {model}; check the path.")
    return _in_cache(model), model


def _in_cache(model: str) -> Path:
    try:
        found = snapshot_download(model, local_files_only=True, allow_patterns=list(_FILES))
    except (LocalEntryNotFoundError, OfflineModeIsEnabled, HFValidationError) as e:
        raise ModelUnavailable(
            f"The model {model} is neither a folder here nor in the local Hugging Face cache; "
            "give a model's folder, or download it first."
        ) from e
    return Path(found)
