"""Losses of one learning job over its steps: the data behind the curve and its table twin."""

from dataclasses import dataclass

from liftapp.events import StepDone


@dataclass(frozen=True)
class LossPoint:
    """Losses after one step, in nats per token; `held_out` is measured only now and then."""

    step: int
    loss: float
    held_out: float | None = None


class Losses:
    """Points in order of their steps, each step once."""

    def __init__(self) -> None:
        """Begin without any."""
        self.points: list[LossPoint] = []
        self.num_steps = 0

    def add(self, event: StepDone) -> bool:
        """Take the losses of a step; False where it has none (writing questions)."""
        if event.loss is None:
            return False
        self.num_steps = event.num_steps
        # A job that goes on from its checkpoint repeats the steps after it.
        while self.points and self.points[-1].step >= event.step:
            self.points.pop()
        self.points.append(LossPoint(event.step, event.loss, event.held_out_loss))
        return True

    def clear(self) -> None:
        """Forget all points."""
        self.points.clear()
        self.num_steps = 0

    @property
    def held_out(self) -> list[LossPoint]:
        """The points at which the held-out loss was measured."""
        return [p for p in self.points if p.held_out is not None]


def thinned(points: list[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    """At most about `most` (x, y): the means of neighbours, so that nothing is left out."""
    size = -(-len(points) // most)
    if size <= 1:
        return points
    groups = [points[i : i + size] for i in range(0, len(points), size)]
    return [(sum(x for x, _ in g) / len(g), sum(y for _, y in g) / len(g)) for g in groups]
