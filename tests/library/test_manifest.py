"""memory.json is read strictly."""

import json
from dataclasses import replace

import pytest

from liftapp.errors import UsageError
from liftapp.library import MemoryManifest
from tests.library.samples import document, manifest

WHOLE = replace(manifest(document()), tensors_sha256="d" * 64)


def changed(**changes: object) -> bytes:
    values = json.loads(WHOLE.to_json()) | changes
    return json.dumps({k: v for k, v in values.items() if v is not ...}).encode()


def test_what_is_written_is_read() -> None:
    assert MemoryManifest.from_json(WHOLE.to_json()) == WHOLE
    assert WHOLE.to_json() == MemoryManifest.from_json(WHOLE.to_json()).to_json()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[]", "not a JSON object"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"format": NaN}', "not valid JSON"),
        (b'{"format": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (changed(format=2), "has format 2 .*update liftapp"),
        (changed(format=0), "no such format"),
        (changed(format="1"), "'format' that is a whole number"),
        (changed(format=True), "'format' that is a whole number"),
        (changed(format=...), "'format' that is a whole number"),
        (changed(extra=1), "unknown entry 'extra'"),
        (changed(kind=...), "'kind' that is text"),
        (changed(seed=1.5), "'seed' that is a whole number"),
        (changed(settings=[]), "'settings' that is an object"),
        (changed(tensors_sha256="d" * 63), "'tensors_sha256' that is not a SHA-256"),
        (changed(base_sha256="D" * 64), "'base_sha256' that is not a SHA-256"),
        (changed(document_sha256="d" * 64 + "\n"), "'document_sha256' that is not a SHA-256"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        MemoryManifest.from_json(content)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_figure_that_is_no_number_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        replace(WHOLE, figures={"loss": number}).to_json()
