"""The gates of one answer as numbers, for the heat map and the table.

Legend: `T` tokens, `L` layers, `H` query heads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liftapp.workflows.ask import TokenGate

_LONGEST = 16  # letters of a token in a heading


@dataclass(frozen=True)
class GateGrid:
    """Gates of an answer (T, L, H), each in [0, 1]; head None is the mean of all heads."""

    labels: tuple[str, ...]
    gates: tuple[tuple[tuple[float, ...], ...], ...]

    @property
    def num_layers(self) -> int:
        """Layers that have a gate."""
        return len(self.gates[0])

    @property
    def num_heads(self) -> int:
        """Query heads of a layer."""
        return len(self.gates[0][0])

    def value(self, token: int, layer: int, head: int | None) -> float:
        """One cell of the map."""
        heads = self.gates[token][layer]
        return sum(heads) / len(heads) if head is None else heads[head]

    def mean(self, token: int, head: int | None) -> float:
        """A token's share over all layers."""
        layers = range(self.num_layers)
        return sum(self.value(token, layer, head) for layer in layers) / self.num_layers


def grid(tokens: Sequence[TokenGate] | None) -> GateGrid | None:
    """The gates of an answer; None where they were not kept."""
    if not tokens or not all(token.heads and token.heads[0] for token in tokens):
        return None
    return GateGrid(tuple(label(t.text) for t in tokens), tuple(t.heads for t in tokens))


def label(token: str) -> str:
    """A token as a heading: what can't be seen gets a sign."""
    shown = token.strip().replace("\n", "↵")
    if not shown:
        return "↵" if "\n" in token else "␣" if token else "∅"
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
