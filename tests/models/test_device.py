import pytest
import torch

from liftapp.errors import ModelUnavailable
from liftapp.models import place

SMALL, LARGE = 5_000_000, 8_000_000_000


@pytest.fixture(autouse=True)
def plain_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that does not compute in bfloat16."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True})


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine that claims one NVIDIA GPU."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _device: "Some GPU")
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _device: (8 * 2**30, 9 * 2**30))
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_options: True)
    return monkeypatch


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine without any."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    return monkeypatch


def test_cpu_where_there_is_nothing_else(bare: pytest.MonkeyPatch) -> None:
    small, large = place(None, None, SMALL), place(None, None, LARGE)
    assert small.device.type == large.device.type == "cpu"
    assert (small.dtype, large.dtype) == (torch.float32, torch.bfloat16)
    assert "no GPU found; float32, since the model is small" in small.reason
    assert small.reason.startswith("CPU, ")


@pytest.mark.parametrize("unit", ["avx512_bf16", "amx_bf16"])
def test_bfloat16_where_the_processor_has_it(bare: pytest.MonkeyPatch, unit: str) -> None:
    bare.setattr(torch.cpu, "get_capabilities", lambda: {unit: True})
    chosen = place(None, None, SMALL)
    assert chosen.dtype == torch.bfloat16
    assert chosen.reason.endswith("bfloat16, which this processor computes fastest")
    bare.delattr(torch.cpu, "get_capabilities")  # an older PyTorch
    assert place(None, None, SMALL).dtype == torch.float32


def test_gpu_first(gpu: pytest.MonkeyPatch) -> None:
    chosen = place(None, None, SMALL)
    assert (chosen.device.type, chosen.dtype) == ("cuda", torch.bfloat16)
    assert chosen.reason.startswith("GPU Some GPU, 8.6 GB free")
    gpu.setattr(torch.cuda, "is_bf16_supported", lambda **_options: False)
    assert place("cuda:0", None, SMALL).dtype == torch.float16
    assert place("cpu", None, SMALL).reason.endswith("as asked; float32, since the model is small")


def test_apple_gpu_before_the_cpu(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(torch.backends.mps, "is_available", lambda: True)
    assert place(None, None, SMALL).device.type == "mps"


@pytest.mark.parametrize("name", ["cuda", "cuda:1", "mps"])
def test_devices_this_machine_lacks(bare: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ModelUnavailable, match="choose the device cpu"):
        place(name, None, SMALL)


@pytest.mark.parametrize("name", ["tpu", "meta", "cuda:x", ""])
def test_devices_nobody_knows(bare: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ModelUnavailable, match="choose cpu, cuda or mps"):
        place(name, None, SMALL)
