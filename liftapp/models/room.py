"""How much memory a model takes, reckoned without loading anything."""

HEADROOM = 1.2
"""For activations, the KV cache and what the allocator can't use."""
SMALL = 1_000_000_000
"""Parameters; up to here a model computes in float32 off the GPU: 4 GB, no rounding to explain."""


def cpu_bytes(parameters: int) -> int:
    """Memory for a model of that size off the GPU: float32, or bfloat16 for a large one."""
    return int(parameters * (4 if parameters <= SMALL else 2) * HEADROOM)
