"""From what a person names to the folder of a model on this machine."""

import re
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)

from liftapp.errors import ModelUnavailable

# What a model needs to be loaded; never pickles, never code.
_FILES = ("*.safetensors", "*.json", "*.jinja", "*.txt", "*.model")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
STARTER_ID = "starter"


def locate(model: str | Path | None, starter: Path, allow_download: bool) -> tuple[Path, str]:
    """The model's folder and the id that a memory will state.

    `model` is a folder, a hub id, or None for the folder `starter`. A hub id is looked for in the
    local Hugging Face cache, and on the hub only with `allow_download`. The id never holds a path.

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
    if isinstance(model, Path) or not _HUB_ID.fullmatch(model):
        raise ModelUnavailable(f"There is no model folder {model}; check the path.")
    return _from_hub(model, allow_download), model


def _from_hub(model: str, allow_download: bool) -> Path:
    try:
        return Path(
            snapshot_download(
                model, local_files_only=not allow_download, allow_patterns=list(_FILES)
            )
        )
    except GatedRepoError as e:
        raise ModelUnavailable(
            f"The model {model} needs its maker's permission; accept its terms on "
            f"huggingface.co/{model} and sign in with 'hf auth login'."
        ) from e
    except RepositoryNotFoundError as e:
        raise ModelUnavailable(
            f"There is no model {model} on the hub or it is private; check the name."
        ) from e
    except (LocalEntryNotFoundError, OfflineModeIsEnabled, HFValidationError) as e:
        raise ModelUnavailable(
            f"The model {model} is neither a folder here nor in the local Hugging Face cache; "
            "give a model's folder, or allow the download."
        ) from e
    except (HfHubHTTPError, OSError) as e:
        raise ModelUnavailable(
            f"The model {model} could not be downloaded ({type(e).__name__}); "
            "check the connection and try again."
        ) from e
