"""The files of a model: found, checked and measured without loading them."""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

from liftapp.errors import ModelUnavailable

_INDEX = "model.safetensors.index.json"
_SINGLE = "model.safetensors"
WEIGHTS = (_SINGLE, _INDEX, "model-*.safetensors")
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt")
_MAX_HEADER = 100_000_000  # bytes; the safetensors format's own limit
_BLOCK = 2**20

TOKENIZER_FILES = (
    "added_tokens.json",
    "chat_template.jinja",
    "merges.txt",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer.model",
    "tokenizer_config.json",
    "vocab.json",
)


@dataclass(frozen=True)
class Part:
    """One tensor of a weight file."""

    name: str
    shape: tuple[int, ...]

    @property
    def elements(self) -> int:
        return math.prod(self.shape)


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files of the model in `folder`, in the order of their names.

    Raises ModelUnavailable when there are none (or only pickles), or when one is missing.
    """
    index = folder / _INDEX
    if index.exists():
        return [_shard(folder, name) for name in _shard_names(index)]
    if (folder / _SINGLE).exists():
        return [folder / _SINGLE]
    if any(next(folder.glob(pattern), None) for pattern in PICKLES):
        raise only_pickles(f"The model in {folder}")
    raise ModelUnavailable(
        f"The folder {folder} has no model weights (model.safetensors); check the path."
    )


def only_pickles(what: str) -> ModelUnavailable:
    """The refusal of weights that could do anything; `what` begins the sentence."""
    return ModelUnavailable(
        f"{what} has its weights only as pickle files, which could run foreign code when opened; "
        "convert them to safetensors or choose another model."
    )


def parts(files: list[Path]) -> list[Part]:
    """The tensors in these files, from their headers.

    Raises ModelUnavailable when a file is cut off or damaged.
    """
    return [part for file in files for part in _read_header(file)]


def sha256(files: list[Path]) -> str:
    """One hash over the names and bytes of these files, read in blocks."""
    total = hashlib.sha256()
    for file in files:
        single = hashlib.sha256()
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                single.update(block)
        total.update(f"{file.name}\0{single.hexdigest()}\n".encode())
    return total.hexdigest()


def _shard_names(index: Path) -> list[str]:
    try:
        names = json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()
        return sorted({str(name) for name in names})
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as e:
        raise _damaged(index) from e


def _shard(folder: Path, name: str) -> Path:
    if Path(name).name != name or not name.endswith(".safetensors"):
        raise _damaged(folder / _INDEX)
    if not (folder / name).exists():
        raise ModelUnavailable(
            f"The model in {folder} lacks its weight file {name}; copy or download it again."
        )
    return folder / name


def _read_header(file: Path) -> list[Part]:
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            if length > min(size, _MAX_HEADER):
                raise _damaged(file)
            header = json.loads(stream.read(length))
        header.pop("__metadata__", None)
        end = max((int(entry["data_offsets"][1]) for entry in header.values()), default=0)
        found = [Part(name, tuple(map(int, entry["shape"]))) for name, entry in header.items()]
    except (OSError, ValueError, KeyError, AttributeError, TypeError, IndexError) as e:
        raise _damaged(file) from e
    if not found or size != 8 + length + end:
        raise _damaged(file)
    return found


def _damaged(file: Path) -> ModelUnavailable:
    return ModelUnavailable(
        f"The model's file {file} is damaged or cut off; copy or download it again."
    )
