"""Is this a well-formed safetensors file? Answered from its header, without torch.

Layout: 8 bytes of header length (little endian), the header as JSON, then the tensors' bytes,
without gaps, in the order of their offsets.
"""

import math
from collections.abc import Mapping
from pathlib import Path

from liftapp.errors import UsageError
from liftapp.library.jsontext import JsonValue, parse_object

LENGTH_BYTES = 8
MOST_AXES = 8
LARGEST_AXIS = 2**40
LARGEST_HEADER = 16 * 2**20  # bytes; a memory has a few hundred tensors, about 100 bytes each
BITS: Mapping[str, int] = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8,
    "I16": 16, "U16": 16, "F16": 16, "BF16": 16,
    "I32": 32, "U32": 32, "F32": 32,
    "I64": 64, "U64": 64, "F64": 64,
}  # fmt: skip


def check_tensors(path: Path) -> int:
    """Return the number of tensors in a well-formed file; UsageError says what is wrong."""
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(LENGTH_BYTES), "little")
        if not 2 <= length <= min(LARGEST_HEADER, size - LENGTH_BYTES):
            raise UsageError("The memory's tensors are not in the safetensors format.")
        header = parse_object(file.read(length), "The header of the memory's tensors")
    tensors = [_extent(name, entry) for name, entry in header.items() if name != "__metadata__"]
    position = 0
    for begin, end in sorted(tensors):
        if begin != position:
            raise UsageError("The memory's tensors overlap or leave gaps.")
        position = end
    if position != size - LENGTH_BYTES - length:
        raise UsageError("The memory's tensors are cut short or have bytes left over.")
    return len(tensors)


def _extent(name: str, entry: JsonValue) -> tuple[int, int]:
    """First byte and byte after the last of one tensor, counted from the header's end."""
    match entry:
        case {"dtype": str(dtype), "shape": list(shape), "data_offsets": [int(begin), int(end)]}:
            sizes = [each for each in shape if isinstance(each, int) and 0 <= each <= LARGEST_AXIS]
            sound = dtype in BITS and len(sizes) == len(shape) <= MOST_AXES
            if sound and BITS[dtype] * math.prod(sizes) == 8 * (end - begin):
                return begin, end
    raise UsageError(f"The memory's tensor {name[:80]!r} has a wrong type, shape or place.")
