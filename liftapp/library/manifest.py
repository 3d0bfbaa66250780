"""memory.json: what a memory is, which base model it belongs to and how it came to be."""

from dataclasses import dataclass, fields

from liftapp.errors import UsageError
from liftapp.library.jsontext import (
    JsonObject,
    JsonValue,
    dump,
    field,
    only_known,
    parse_object,
    sha256_field,
)

FORMAT = 1
WHAT = "The memory's description (memory.json)"


@dataclass(frozen=True)
class MemoryManifest:
    """Everything a reader must know before it loads the tensors; hashes are lower-case SHA-256."""

    kind: str
    settings: JsonObject
    base_model: str
    base_sha256: str
    tokenizer_sha256: str
    document_sha256: str
    document_title: str
    preset: str
    seed: int
    figures: JsonObject
    app_version: str
    tensors_sha256: str = "0" * 64  # the library fills it in when it writes the tensors
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The bytes of memory.json."""
        values: JsonObject = {each.name: self._value(each.name) for each in fields(self)}
        return dump(values)

    def _value(self, name: str) -> JsonValue:
        value: JsonValue = getattr(self, name)
        return value

    @classmethod
    def from_json(cls, content: bytes) -> "MemoryManifest":
        """Read memory.json; UsageError says what is wrong with it or that it is too new."""
        source = parse_object(content, WHAT)
        version = field(source, "format", int, WHAT)
        if version > FORMAT:
            raise UsageError(
                f"The memory has format {version} and this liftapp knows up to {FORMAT}; "
                "update liftapp."
            )
        if version < 1:
            raise UsageError(f"{WHAT} has no such format as {version}.")
        only_known(source, frozenset(each.name for each in fields(cls)), WHAT)
        return cls(
            kind=field(source, "kind", str, WHAT),
            settings=field(source, "settings", dict, WHAT),
            base_model=field(source, "base_model", str, WHAT),
            base_sha256=sha256_field(source, "base_sha256", WHAT),
            tokenizer_sha256=sha256_field(source, "tokenizer_sha256", WHAT),
            document_sha256=sha256_field(source, "document_sha256", WHAT),
            document_title=field(source, "document_title", str, WHAT),
            preset=field(source, "preset", str, WHAT),
            seed=field(source, "seed", int, WHAT),
            figures=field(source, "figures", dict, WHAT),
            app_version=field(source, "app_version", str, WHAT),
            tensors_sha256=sha256_field(source, "tensors_sha256", WHAT),
            format=version,
        )
