import dataclasses
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import Qwen3Config

from liftapp.errors import ModelUnavailable, NotFound, UsageError
from liftapp.starter.__main__ import main
from liftapp.starter.model import Shape, trained_tokens
from liftapp.starter.training import Running, Settings, train
from tests.starter.small_corpus import SmallChat, small_chats

SETTINGS = Settings(
    tokens=30 * 512,
    shape=Shape(layers=2, hidden=64, head_width=16, kv_heads=2, mlp=96),
    vocabulary=320,
    tokenizer_characters=20_000,
    row=512,
    warmup=4,
    stages=((0.0, 64), (0.5, 128)),
)
HERE = Running(threads=1, precision="float32", compile=False, background=False)


def _weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(folder / "checkpoint.safetensors")


def _log(folder: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]


def _interrupted_at(index: int):  # type: ignore[no-untyped-def]
    calls = 0

    def chats(seed: int, split: str, max_chars: int) -> Iterator[SmallChat]:
        nonlocal calls
        calls += 1
        if calls == index:
            os.kill(os.getpid(), signal.SIGTERM)
        return small_chats(seed, split, max_chars)

    return chats


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    assert train(folder, SETTINGS, small_chats, HERE)
    return folder


def test_the_loss_falls(whole: Path) -> None:
    log = _log(whole)
    assert [line["step"] for line in log] == list(range(1, 31))
    assert log[-1]["loss"] < 0.6 * log[0]["loss"]
    assert log[-1]["tokens"] == SETTINGS.tokens
    assert log[20]["longest"] == 128
    assert (whole / "model" / "model.safetensors").exists()


def test_an_interrupted_run_ends_in_the_same_weights(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert not train(folder, SETTINGS, _interrupted_at(20), HERE)
    assert 2 < len(_log(folder)) < 28
    with (folder / "log.jsonl").open("a") as log:  # steps that the checkpoint does not hold
        log.write('{"step": 98}\n{"step": 99')
    assert train(folder, Settings(tokens=SETTINGS.tokens), small_chats, HERE, resume=True)
    for name, value in _weights(whole).items():
        assert torch.equal(value, _weights(folder)[name]), name
    alike = [
        [{**line, "tokens_per_second": 0} for line in _log(place)] for place in (whole, folder)
    ]
    assert alike[0] == alike[1]


def test_the_model_is_the_moving_mean_of_the_weights(whole: Path, tmp_path: Path) -> None:
    settings = dataclasses.replace(SETTINGS, averaging=0.75)
    means, raw = list[dict[str, torch.Tensor]](), list[dict[str, torch.Tensor]]()
    for step in range(1, 5):
        part = dataclasses.replace(settings, tokens=step * 512)
        assert train(tmp_path / "run", part, small_chats, HERE, resume=step > 1)
        kept = _weights(tmp_path / "run")
        raw.append({k[6:]: v for k, v in kept.items() if k.startswith("model/")})
        means.append({k[5:]: v for k, v in kept.items() if k.startswith("mean/")})
    model = load_file(tmp_path / "run" / "model" / "model.safetensors")
    for name, value in raw[0].items():
        assert torch.equal(means[0][name], value)
        for now, one in zip(means[1:], raw[1:], strict=True):
            value = 0.75 * value + 0.25 * one[name]
            torch.testing.assert_close(now[name], value)
        assert torch.equal(model[name], means[-1][name].bfloat16())
    # Without averaging it is the weights themselves.
    last = _weights(whole)
    for name, value in load_file(whole / "model" / "model.safetensors").items():
        assert torch.equal(value, last[f"model/{name}"].bfloat16())


def test_a_finished_run_can_be_made_longer(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert train(folder, dataclasses.replace(SETTINGS, tokens=4 * 512), small_chats, HERE)
    assert train(folder, Settings(tokens=6 * 512), small_chats, HERE, resume=True)
    assert [line["longest"] for line in _log(folder)] == [64, 64, 128, 128, 128, 128]


def test_folders_are_not_mixed_up(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--resume"):
        train(whole, SETTINGS, small_chats, HERE)
    with pytest.raises(NotFound):
        train(tmp_path, SETTINGS, small_chats, HERE, resume=True)
    with pytest.raises(UsageError, match="--start"):
        train(tmp_path, SETTINGS, small_chats, HERE, resume=True, start=tmp_path)


def test_a_run_can_begin_with_the_weights_of_another(whole: Path, tmp_path: Path) -> None:
    # With its layers and its tokenizer, whatever is asked for.
    shape = dataclasses.replace(SETTINGS.shape, layers=1)
    settings = dataclasses.replace(SETTINGS, tokens=0, vocabulary=300, shape=shape)
    assert train(tmp_path / "run", settings, small_chats, HERE, start=whole / "model")
    begun, wanted = (
        load_file(p / "model" / "model.safetensors") for p in (tmp_path / "run", whole)
    )
    assert begun.keys() == wanted.keys()
    assert len(_log(tmp_path / "run")) == 1  # a run takes at least one step
    assert trained_tokens(tmp_path / "run" / "model") == SETTINGS.tokens + SETTINGS.row
    assert all((begun[n] - wanted[n]).abs().max() < 0.05 for n in wanted)


def test_a_run_can_begin_wider(whole: Path, tmp_path: Path) -> None:
    settings = dataclasses.replace(SETTINGS, tokens=0)
    folder = tmp_path / "run"
    assert train(folder, settings, small_chats, HERE, start=whole / "model", wider=True)
    own = Shape.of(Qwen3Config.from_pretrained(folder / "model"))
    assert own == SETTINGS.shape.wider()
    settings = dataclasses.replace(SETTINGS, tokens=4 * SETTINGS.row)
    assert train(folder, settings, small_chats, HERE, resume=True)  # the run knows its shape
    assert _log(folder)[0]["loss"] < 0.8 * _log(whole)[0]["loss"]


def test_layers_can_be_left_out(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert train(folder, SETTINGS, small_chats, HERE, start=whole / "model", without=(0,))
    assert Qwen3Config.from_pretrained(folder / "model").num_hidden_layers == 1
    assert _log(folder)[-1]["loss"] < _log(folder)[0]["loss"]
    for without in ((0, 1), (2,)):
        other = tmp_path / str(without)
        with pytest.raises(UsageError, match="layers 0 to 1"):
            train(other, SETTINGS, small_chats, HERE, start=whole / "model", without=without)
        assert not other.exists()


def test_rows_learnt_side_by_side_are_learnt_as_one_after_the_other(tmp_path: Path) -> None:
    settings = dataclasses.replace(
        SETTINGS, tokens=8 * 1024, rows=2, decay=0.0, stages=((0.0, 128),)
    )
    assert train(tmp_path / "one", settings, small_chats, HERE)
    # Interrupted and gone on with, by two threads.
    half = dataclasses.replace(settings, tokens=4 * 1024)
    both = dataclasses.replace(HERE, threads=2)
    assert train(tmp_path / "two", half, small_chats, both)
    assert train(tmp_path / "two", settings, small_chats, both, resume=True)
    logs = [_log(tmp_path / name) for name in ("one", "two")]
    assert [line["tokens"] for line in logs[0]] == [1024 * step for step in range(1, 9)]
    for one, two in zip(*logs, strict=True):
        assert one["loss"] == pytest.approx(two["loss"], abs=1e-3)
    assert trained_tokens(tmp_path / "two" / "model") == settings.tokens
    # A step's loss is the mean of its rows'.
    still = dataclasses.replace(settings, rows=1, tokens=1024, warmup=10**9)
    assert train(tmp_path / "still", still, small_chats, HERE)
    apart = [line["loss"] for line in _log(tmp_path / "still")]
    assert logs[0][0]["loss"] == pytest.approx(sum(apart) / 2, abs=1e-3)


@pytest.mark.parametrize("command", ["train", "average", "measure"])
def test_a_folder_without_a_model_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command, "--out", str(tmp_path)]
    arguments += [] if command == "measure" else ["--start", str(tmp_path / "nothing")]
    assert main(arguments) == ModelUnavailable.exit_code
    assert "has no config.json" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("change", [["--wider"], ["--without", "1"]])
def test_a_change_of_no_model_is_named(
    change: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--out", str(tmp_path), *change]) == UsageError.exit_code
    assert "--start" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]
