"""What is on disk of an unfinished learning job: one blob, enough to go on from."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from liftapp.config import PRESETS
from liftapp.library import JsonObject

FORM = 2
"""Of what a checkpoint holds: counted up where an older one could not be gone on with."""


@dataclass(frozen=True)
class Job:
    """What was asked for; a checkpoint of another request is never continued."""

    document_sha256: str
    base_sha256: str
    preset: str
    kind: str
    seed: int
    more: str = ""
    """Of learning more: which time, and the sections; see workflows.more."""


@dataclass
class JobState:
    """Questions so far (`batches` of drafts are done) and, once training began, its state."""

    job: Job
    batches: int = 0
    pairs: list[JsonObject] = field(default_factory=list)
    seconds: float = 0.0
    """Spent on writing questions."""
    trainer: bytes = b""

    def to_bytes(self) -> bytes:
        """JSON, a zero byte (JSON has none), then the trainer's blob."""
        head = {
            "recipe": _recipe(self.job),
            "job": asdict(self.job),
            "batches": self.batches,
            "pairs": self.pairs,
            "seconds": self.seconds,
        }
        return json.dumps(head).encode() + b"\0" + self.trainer

    @classmethod
    def from_bytes(cls, payload: bytes) -> "JobState | None":
        """Read what `to_bytes` wrote.

        None for what another version of liftapp wrote, or with other numbers in the preset: to go
        on from it would be neither the one job nor the other.
        """
        head, _, trainer = payload.partition(b"\0")
        try:
            values = json.loads(head)
            job = Job(**values["job"])
            if values["recipe"] != _recipe(job):
                return None
            return cls(job, values["batches"], values["pairs"], values["seconds"], trainer)
        except (ValueError, TypeError, KeyError):
            return None


def _recipe(job: Job) -> str:
    text = f"{FORM} {PRESETS.get(job.preset)!r}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
