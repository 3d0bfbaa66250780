"""The header of a safetensors file, checked without torch."""

import json
import struct
from pathlib import Path

import pytest

from liftapp.errors import UsageError
from liftapp.library.tensors import check_tensors
from tests.library.samples import tensors


def entry(begin: int, end: int, dtype: str = "F32", shape: object = (2,)) -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def made(header: object, size: int) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(size)


def test_what_the_library_of_the_format_writes_is_well_formed(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    safetensors = pytest.importorskip("safetensors.numpy")
    several = {"a": numpy.ones((2, 3), "float16"), "b": numpy.zeros(0), "c": numpy.ones(())}
    safetensors.save_file(several, tmp_path / "t", metadata={"format": "pt"})
    assert check_tensors(tmp_path / "t") == 3


def test_gaps_are_none_and_order_is_any(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(made({"b": entry(8, 16), "a": entry(0, 8)}, 16))
    assert check_tensors(tmp_path / "t") == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04pickle",
        b"PK\x03\x04" * 20,
        struct.pack("<Q", 2**63) + b"{}",
        struct.pack("<Q", 2**30) + b"{}",
        tensors()[:-1],
        tensors() + b"\0",
        made([], 0),
        made({"a": 1}, 0),
        made({"a": entry(0, 8), "b": entry(4, 12)}, 12),
        made({"a": entry(0, 8), "b": entry(12, 20)}, 20),
        made({"a": entry(-8, 0)}, 0),
        made({"a": entry(0, 8, dtype="F99")}, 8),
        made({"a": entry(0, 8, shape=[3])}, 8),
        made({"a": entry(0, 8, shape=[-1, -2])}, 8),
        made({"a": entry(0, 8, shape=["2"])}, 8),
        made({"a": entry(0, 8, shape=[1] * 9 + [2])}, 8),
        made({"a": entry(0, 8) | {"data_offsets": [0, 8, 9]}}, 8),
        made({"a": entry(0, 8) | {"data_offsets": [0.0, 8.0]}}, 8),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t").write_bytes(content)
    with pytest.raises(UsageError, match="tensor"):
        check_tensors(tmp_path / "t")
