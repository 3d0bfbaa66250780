"""Models to choose from, read without torch; downloads from a hub on this machine."""

import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from huggingface_hub import constants

from liftapp.errors import ModelUnavailable, OutOfResources, UsageError
from liftapp.paths import Home
from liftapp.workflows import models
from liftapp.workflows.models import ModelEntry, download, inspect, known_models
from tests.library.samples import tensors
from tests.workflows.hub import Hub, serving

CONFIG = json.dumps({"model_type": "llama", "architectures": ["LlamaForCausalLM"]}).encode()
MODEL = {"config.json": CONFIG, "tokenizer.json": b"{}", "model.safetensors": tensors(250_000)}
BESIDE = {
    "README.md": b"read me",
    "pytorch_model.bin": b"\x80\x04.",
    "run.py": b"print('foreign code')",
    "onnx/model.safetensors": tensors(9),
    "consolidated.safetensors": tensors(9),
}


def save(folder: Path, files: dict[str, bytes] = MODEL) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def refusal(place: Path) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        inspect(place)
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


class Memory(NamedTuple):
    available: int


@pytest.fixture(autouse=True)
def much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    set_free(monkeypatch, 4 * 10**9)


def set_free(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: Memory(size))


def test_a_folder_is_told_by_its_headers(tmp_path: Path) -> None:
    folder = save(tmp_path / "small")
    assert inspect(folder) == ModelEntry(
        id="small",
        place=str(folder),
        bytes=len(MODEL["model.safetensors"]),
        parameters=250_000,
        fits=True,
        reason="The model takes about 1.2 MB of memory, learning more; 4.0 GB are free.",
    )


def test_what_does_not_fit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_free(monkeypatch, 10**6)
    entry = inspect(save(tmp_path / "small"))
    assert not entry.fits
    assert entry.reason == (
        "The model takes about 1.2 MB of memory, learning more; 1.0 MB are free; "
        "choose a smaller model or close other programs."
    )


def test_shards_count_together(tmp_path: Path) -> None:
    names = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    index = {"weight_map": {"a": names[0], "b": names[1]}}
    files = {"config.json": CONFIG, "model.safetensors.index.json": json.dumps(index).encode()}
    folder = save(tmp_path / "two", files | {name: tensors(10) for name in names})
    assert inspect(folder).parameters == 20
    (folder / names[1]).unlink()
    assert f"lacks its weight file {names[1]}" in refusal(folder)


def test_what_can_not_be_used_is_refused_in_words(tmp_path: Path) -> None:
    folder = save(tmp_path / "small")
    assert "no model folder" in refusal(tmp_path / "gone")
    assert "is a file" in refusal(folder / "config.json")
    (folder / "model.safetensors").write_bytes(tensors(9)[:-1])
    assert "damaged or cut off" in refusal(folder)
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    assert "only as pickle files, which could run foreign code" in refusal(folder)
    (folder / "pytorch_model.bin").unlink()
    assert "has no model weights" in refusal(folder)
    (folder / "config.json").write_text('{"architectures": ["BertModel"], "model_type": "bert"}')
    assert "(bert) does not generate text" in refusal(folder)
    (folder / "config.json").write_text("{")
    assert "config.json is damaged" in refusal(folder)


def test_known_are_the_starter_what_was_used_and_what_was_downloaded(
    home: Home, tmp_path: Path
) -> None:
    assert [e.id for e in known_models(home)] == ["starter"]
    used, lost = save(tmp_path / "used"), tmp_path / "lost"
    loaded = save(home.cache / "models" / "maker" / "loaded")
    places = [str(used), str(lost), "starter", str(loaded.resolve()), "maker/elsewhere"]
    notes = {str(number): place for number, place in enumerate(places)}
    (home.config / "models.json").write_text(json.dumps(notes))
    found = known_models(home)
    assert [e.id for e in found] == ["starter", "elsewhere", "loaded", "lost", "used"]
    assert [e.fits for e in found] == [True, False, True, False, True]
    assert found[0].place is None
    assert found[0].parameters is not None
    assert found[0].parameters > 1_000_000
    assert "download it first" in found[1].reason
    assert found[3] == ModelEntry(
        "lost", str(lost), 0, None, False, f"There is no model folder {lost}; check the path."
    )
    assert inspect(found[2].place) == found[2]


def test_it_needs_neither_torch_nor_transformers(home: Home) -> None:
    check = """
import sys
from liftapp.paths import Home
from liftapp.workflows import chats, settings
from liftapp.workflows.models import known_models
print(known_models(Home())[0].id, settings.load(Home()).theme)
import liftapp.models.hub
print(sorted({"torch", "transformers", "PySide6", "numpy"} & set(sys.modules)))
"""
    ended = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True, timeout=120
    )
    assert ended.stdout.splitlines() == ["starter system", "[]"]


# Downloading


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    with serving(MODEL | BESIDE) as server:
        use(monkeypatch, server.url)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "theirs"))
        yield server
    assert not (tmp_path / "theirs").exists()  # everything lies below the home


def use(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", url)
    template = url + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)


def never() -> bool:
    return False


def ignored(_here: int, _total: int) -> None:
    pass


def failure(home: Home, model: str = "maker/small") -> str:
    with pytest.raises(ModelUnavailable) as caught:
        download(home, model, ignored, never)
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_download_takes_what_is_needed_and_tells_how_far_it_is(home: Home, hub: Hub) -> None:
    told: list[tuple[int, int]] = []
    entry = download(home, "maker/small", lambda here, total: told.append((here, total)), never)
    folder = home.cache / "models" / "maker" / "small"
    assert entry == inspect(folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == MODEL
    assert sorted(hub.asked) == sorted(MODEL)
    size = sum(map(len, MODEL.values()))
    assert {total for _, total in told} == {size}
    assert told[0][0] < size
    assert told[-1] == (size, size)
    assert [e.id for e in known_models(home)] == ["starter", "small"]


def test_what_is_here_is_not_fetched_again(home: Home, hub: Hub) -> None:
    first = download(home, "maker/small", ignored, never)
    hub.fault = 500
    assert download(home, "maker/small", ignored, never) == first
    assert len(hub.asked) == len(MODEL)


def test_a_damaged_one_is_fetched_again(home: Home, hub: Hub) -> None:
    first = download(home, "maker/small", ignored, never)
    assert first is not None
    assert first.place is not None
    (Path(first.place) / "model.safetensors").write_bytes(b"cut off")
    assert download(home, "maker/small", ignored, never) == first


def test_after_stopping_the_next_call_goes_on(home: Home, hub: Hub) -> None:
    hub.files = hub.files | {"model.safetensors": tensors(2_000_000)}
    looks = itertools.count()  # the last file alone has more than fifty
    assert download(home, "maker/small", ignored, lambda: next(looks) > 30) is None
    assert [e.id for e in known_models(home)] == ["starter"]
    entry = download(home, "maker/small", ignored, never)
    assert entry is not None
    assert entry.parameters == 2_000_000
    assert hub.asked.count("model.safetensors") == 2
    assert constants.HF_HUB_DISABLE_XET is False


def test_pickles_are_refused_before_anything_is_fetched(home: Home, hub: Hub) -> None:
    del hub.files["model.safetensors"]
    text = failure(home)
    assert "The model maker/small has its weights only as pickle files" in text
    del hub.files["pytorch_model.bin"]
    assert "no weights that liftapp can read" in failure(home)
    assert hub.asked == []


def test_a_model_that_writes_no_text_is_refused_and_removed(home: Home, hub: Hub) -> None:
    hub.files["config.json"] = b'{"architectures": ["BertModel"], "model_type": "bert"}'
    assert "does not generate text" in failure(home)
    assert list((home.cache / "downloads" / "maker").iterdir()) == []


def test_what_the_hub_refuses_is_told(home: Home, hub: Hub) -> None:
    assert "There is no model maker/other on the hub" in failure(home, "maker/other")
    hub.gated = True
    assert "accept its terms on the hub" in failure(home)


@pytest.mark.parametrize("status", [500, 200])
def test_what_is_no_hub_is_told(home: Home, hub: Hub, status: int) -> None:
    hub.fault = status
    assert "the hub did not answer; check the connection" in failure(home)


def test_without_a_network_it_is_told(
    home: Home, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({}) as gone:
        pass
    use(monkeypatch, gone.url)
    assert "the hub did not answer; check the connection" in failure(home)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert "switched off by the variable HF_HUB_OFFLINE" in failure(home)


@pytest.mark.parametrize("name", ["", "../../etc", "/etc", "a/b/c", "maker/../x", "a b", "a--b"])
def test_what_is_no_name_on_the_hub_is_told(home: Home, hub: Hub, name: str) -> None:
    with pytest.raises(UsageError, match="is not a name on the hub"):
        download(home, name, ignored, never)


def test_a_disk_too_small_is_told(home: Home, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(home.cache)._replace(free=1000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(OutOfResources, match=r"maker/small needs .* more on the disk"):
        download(home, "maker/small", ignored, never)
    assert hub.asked == []


def test_free_memory_is_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert models.free_memory() > 2**20
