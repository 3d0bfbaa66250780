"""Base models to choose from: what is here, whether it fits, and getting another. No torch."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from liftapp.errors import ModelUnavailable
from liftapp.library.storage import disk_errors_in_words
from liftapp.library.storage import place as put_in_place
from liftapp.models.room import cpu_bytes
from liftapp.models.stated import generates, not_generating, stated
from liftapp.models.weights import parts, weight_files
from liftapp.paths import Home, resources
from liftapp.sizes import sized
from liftapp.workflows import bases


@dataclass(frozen=True)
class ModelEntry:
    """A base model: `place` is what every workflow takes as `model` (None: the starter).

    `bytes` are those of its weights on the disk, `parameters` None where they can't be read;
    `reason` says in one line why it fits this machine's free memory by itself (what learning
    takes depends on the document: workflows.forecast), or what is wrong with it.
    """

    id: str
    place: str | None
    bytes: int
    parameters: int | None
    fits: bool
    reason: str


def known_models(home: Home) -> list[ModelEntry]:
    """The starter, then by name all that were downloaded or used, the lost and broken included."""
    downloaded = {
        str(config.parent.resolve())
        for depth in ("*", "*/*")
        for config in (home.cache / "models").glob(f"{depth}/config.json")
    }
    places = downloaded | set(bases.known(home).values()) - {"starter"}
    found = [_entry(place) for place in places]
    return [_entry(None), *sorted(found, key=lambda e: (e.id.casefold(), e.place or ""))]


def _entry(place: str | None) -> ModelEntry:
    try:
        return inspect(place)
    except ModelUnavailable as error:
        name = "starter" if place is None else Path(place).name
        return ModelEntry(name, place, 0, None, False, str(error))


def inspect(place: str | Path | None) -> ModelEntry:
    """What can be said of a model (a folder, an id in the hub's cache, None) without loading it.

    Raises ModelUnavailable where there is none, it is damaged, has only pickles or writes no text.
    """
    from liftapp.models.locate import locate  # the hub's library takes a while to import

    folder, name = locate(place, resources() / "starter")
    config = stated(folder)
    if not generates(config):
        raise not_generating(folder, config.get("model_type"))
    files = weight_files(folder)
    parameters = sum(part.elements for part in parts(files))
    needed, free = cpu_bytes(parameters), free_memory()
    reason = (
        f"The model takes about {sized(needed)} of memory, learning more; {sized(free)} are free"
    )
    fits = needed <= free
    return ModelEntry(
        id=name,
        place=None if place is None else str(place),
        bytes=sum(file.stat().st_size for file in files),
        parameters=parameters,
        fits=fits,
        reason=reason + ("." if fits else "; choose a smaller model or close other programs."),
    )


def free_memory() -> int:
    """Bytes of main memory that programs can still take."""
    return int(psutil.virtual_memory().available)


def download(
    home: Home, model: str, on_bytes: Callable[[int, int], None], stop: Callable[[], bool]
) -> ModelEntry | None:
    """Fetch a model from the hub into the cache; None when stopped, and the next call goes on.

    Only safetensors, tokenizer and config are taken. `on_bytes` gets (here, in all), from other
    threads, about ten times a second. The only function here that uses the network.

    Raises UsageError for what is no name on the hub, ModelUnavailable when there is no such model,
    it can't be used or the hub can't be reached, OutOfResources when the disk is too small.
    """
    from liftapp.models import hub

    target = home.cache / "models" / hub.checked(model)
    with suppress(ModelUnavailable):
        return inspect(target)
    arriving = home.cache / "downloads" / model
    with disk_errors_in_words(arriving):
        arriving.mkdir(parents=True, exist_ok=True)
        if not hub.fetch(model, arriving, on_bytes, stop):
            return None
        shutil.rmtree(arriving / ".cache", ignore_errors=True)  # the loader's own notes
        try:
            inspect(arriving)
        except ModelUnavailable:
            shutil.rmtree(arriving, ignore_errors=True)
            raise
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(arriving, target)
    return inspect(target)
