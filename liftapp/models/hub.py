"""Downloading a model: the only place in liftapp that opens a socket."""

import fnmatch
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any, TypeAlias

from huggingface_hub import HfApi, constants, errors, snapshot_download
from huggingface_hub.hf_api import ModelInfo
from huggingface_hub.utils.tqdm import tqdm

from liftapp.errors import ModelUnavailable, OutOfResources, UsageError
from liftapp.models.locate import HUB_ID
from liftapp.models.weights import PICKLES, TOKENIZER_FILES, WEIGHTS, only_pickles
from liftapp.sizes import sized

OnBytes: TypeAlias = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes there will be; from the loader's threads."""

_HttpError: type[Exception] = errors.HTTPError  # type: ignore[attr-defined]  # httpx's or httpx2's
_FILES = (*WEIGHTS, *TOKENIZER_FILES, "config.json", "generation_config.json")
_CHUNK = 2**18  # bytes between two looks at `stop`
_TIMEOUT = 10.0  # seconds for the hub's first word
_LOADERS = 4  # files at once
_REPORT_S = 0.1  # between two looks at what is on the disk


class _Stopped(Exception):
    """The user pressed Stop; it ends the loader's threads and goes no further."""


@dataclass
class _Watch:
    """Called for every chunk: ends the download when asked to, and tells what is here."""

    folder: Path
    total: int
    on_bytes: OnBytes
    stop: Callable[[], bool]
    told: float = 0.0

    def __call__(self) -> None:
        if self.stop():
            raise _Stopped
        if time.monotonic() - self.told >= _REPORT_S:
            self.told = time.monotonic()
            self.on_bytes(min(_here(self.folder), self.total), self.total)


def checked(model: str) -> str:
    """The name as it is, safe to be part of a path; UsageError for what is no name on the hub."""
    if not HUB_ID.fullmatch(model):
        raise _no_name(model)
    return model


def fetch(model: str, folder: Path, on_bytes: OnBytes, stop: Callable[[], bool]) -> bool:
    """Download a hub model's safetensors, tokenizer and config into `folder`; False when stopped.

    Files that arrived whole are kept, and the next call goes on after them.

    Raises UsageError for what is no name on the hub, ModelUnavailable when there is no such model,
    it has only pickles or the hub can't be reached, OutOfResources when it does not fit the disk.
    """
    with _errors_in_words(model):
        info = HfApi().model_info(model, files_metadata=True, timeout=_TIMEOUT)
        wanted = _wanted(model, info)
        total = sum(wanted.values())
        _check_disk(model, folder, total - _here(folder))
        try:
            tick = _Watch(folder, total, on_bytes, stop)
            tick()
            with _stoppable():
                snapshot_download(
                    model, revision=info.sha, local_dir=folder, allow_patterns=list(wanted),
                    tqdm_class=_ticking(tick), max_workers=_LOADERS,
                )  # fmt: skip
        except _Stopped:
            return False
    # Where the hub goes silent, snapshot_download may give a folder that is not whole.
    if any(not _has(folder / name, size) for name, size in wanted.items()):
        raise _unreachable(model)
    on_bytes(total, total)
    return True


def _wanted(model: str, info: ModelInfo) -> dict[str, int]:
    """Bytes of each file to load, 0 where not stated; ModelUnavailable for one without weights."""
    sizes = {s.rfilename: s.size or 0 for s in info.siblings or ()}
    wanted = {n: size for n, size in sizes.items() if _matches(n, _FILES)}
    if any(_matches(name, WEIGHTS) for name in wanted):
        return wanted
    if any(_matches(name, PICKLES) for name in sizes):
        raise only_pickles(f"The model {model}")
    raise ModelUnavailable(
        f"The model {model} has no weights that liftapp can read (model.safetensors); "
        "choose another model."
    )


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    # A star would match "/" too: what lies in a subfolder is for other programs.
    return "/" not in name and any(fnmatch.fnmatchcase(name, p) for p in patterns)


def _check_disk(model: str, folder: Path, missing: int) -> None:
    free = shutil.disk_usage(folder.parent).free
    if missing > free:
        raise OutOfResources(
            f"The model {model} needs {sized(missing)} more on the disk and {sized(free)} are "
            "free; free some space or choose a smaller model."
        )


def _here(folder: Path) -> int:
    """Bytes in the folder, those of unfinished files included."""
    total = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # renamed meanwhile
            total += file.stat().st_size if file.is_file() else 0
    return total


def _has(file: Path, size: int) -> bool:
    return file.is_file() and size in (0, file.stat().st_size)


def _ticking(tick: Callable[[], None]) -> type[tqdm]:
    """A progress bar that shows nothing; what it raises ends the download."""

    class Ticking(tqdm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **{**kwargs, "disable": True})  # type: ignore[no-untyped-call]

        def update(self, n: float | None = 1) -> None:
            tick()

    return Ticking


@contextmanager
def _stoppable() -> Iterator[None]:
    """Plain HTTP in small chunks: the Xet protocol's own loader can't be stopped midway."""
    before = constants.HF_HUB_DISABLE_XET, constants.DOWNLOAD_CHUNK_SIZE
    constants.HF_HUB_DISABLE_XET, constants.DOWNLOAD_CHUNK_SIZE = True, _CHUNK
    try:
        yield
    finally:
        constants.HF_HUB_DISABLE_XET, constants.DOWNLOAD_CHUNK_SIZE = before


@contextmanager
def _errors_in_words(model: str) -> Iterator[None]:
    try:
        yield
    except errors.GatedRepoError as e:
        raise ModelUnavailable(
            f"The model {model} needs its maker's permission; accept its terms on the hub and "
            "sign in with 'hf auth login'."
        ) from e
    except errors.RepositoryNotFoundError as e:
        raise ModelUnavailable(
            f"There is no model {model} on the hub or it is private; check the name."
        ) from e
    except errors.OfflineModeIsEnabled as e:
        raise ModelUnavailable(
            "Downloads are switched off by the variable HF_HUB_OFFLINE; unset it and start again."
        ) from e
    except errors.HFValidationError as e:
        raise _no_name(model) from e
    except (errors.EntryNotFoundError, _HttpError, JSONDecodeError) as e:
        raise _unreachable(model) from e
    except OSError as e:
        if e.errno is not None:
            raise  # the disk's; the hub's own have no number
        raise _unreachable(model) from e


def _no_name(model: str) -> UsageError:
    return UsageError(f"{model!r} is not a name on the hub; write it as maker/model.")


def _unreachable(model: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The model {model} could not be downloaded, since the hub did not answer; "
        "check the connection and try again."
    )
