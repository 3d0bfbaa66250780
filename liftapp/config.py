"""Presets of learning: every number of the method, once, with its unit and its reason.

The paper works in a window of 8,000 tokens; lengths here are shares of the window, so that a
preset means the same for a model with another one.
"""

from dataclasses import dataclass, field, replace

PAPER_WINDOW = 8000
"""Tokens (paper, appendix A.2)."""


@dataclass(frozen=True)
class Optimiser:
    """AdamW (paper, table 8)."""

    lr: float = 1e-3
    weight_decay: float = 1e-4
    betas: tuple[float, float] = (0.9, 0.98)
    eps: float = 1e-8
    max_grad_norm: float = 1.0
    warmup: int = 0
    """Steps over which the rate rises from 0."""
    cooldown: float = 0.0
    """Share of the steps over which the rate falls to 0 at the end."""


@dataclass(frozen=True)
class Questions:
    """Auxiliary questions, written by the base model itself."""

    per_sentence: int = 0
    """Wordings for every sentence; 0: `count` random passages instead (the paper)."""
    count: int = 10
    sentences: int = 16
    """Consecutive sentences in view while a question is written (paper, appendix A.1)."""
    tries: int = 5
    """For one question before it is given up."""
    temperature: float = 0.7
    """Of all tries but the first about a place: greedy retries only repeat themselves."""
    round_trip: bool = False
    """Keep only what the base model answers the same way with the passage in view."""


@dataclass(frozen=True)
class Mixture:
    """What is in view of the questions of one update; each group is one row sharing its view."""

    nothing: int = 32
    """Questions with no document in view."""
    truncated: int = 32
    """Questions with head and tail of the document in view, of a random length up to the most."""
    in_context: int = 8
    """Questions with the passage that answers in view: they teach the gate to stay shut."""
    foreign: int = 8
    """Questions about a passage of another document, answerable or not: the same, and honesty."""
    passages: int = 2
    """Passages of other documents in an update."""
    refusals: int = 3
    """Questions about other documents with nothing or this document in view."""
    held_out: int = 8
    """One sentence in this many keeps its last wording for the held-out loss."""


@dataclass(frozen=True)
class Preset:
    """Everything that decides what a memory becomes, but for document, base model and seed."""

    name: str
    memory: str
    memory_settings: dict[str, object] = field(default_factory=dict)
    segment: float = 2048 / PAPER_WINDOW
    """Share of the window (paper, section 3.1)."""
    stride: float = 3 / 8
    """Share of a segment."""
    recite_context: float = 4096 / PAPER_WINDOW
    """Share of the window in view of a segment; 0: the bare segment, no prompt (eq. 1)."""
    reply: float = 200 / PAPER_WINDOW
    """Share of the window kept for the answer; at least `MIN_REPLY` tokens."""
    questions: Questions = field(default_factory=Questions)
    optimiser: Optimiser = field(default_factory=Optimiser)
    input_epochs: int = 3
    """Stage 1: epochs over the segments alone, one update each."""
    joint_epochs: int = 5
    """Stage 2: epochs over segments and questions, one update each."""
    mixture: Mixture | None = None
    """Mini-batches instead of the two stages."""
    passes: float = 0.0
    """With a mixture: how often each question is trained on, at most and on average."""
    min_updates: int = 0
    """With a mixture: a short document is trained on for at least this many updates."""
    enough: float = 0.95
    """With a mixture: share of the questions that are known when learning cools down and ends."""
    evaluate_every: int = 25
    patience: int = 6
    """Evaluations without a lower held-out loss before learning stops."""


MIN_REPLY = 48
"""Tokens; below this a small window would cut answers short."""

PAPER = Preset(name="paper", memory="gated", memory_settings={"gate": "query"})
STANDARD = Preset(
    name="standard",
    memory="slots",
    questions=Questions(count=0),
    input_epochs=0,
    joint_epochs=0,
)
"""Reads every chunk of the document once, and trains nothing."""
TRAINED = Preset(
    name="trained",
    memory="gated",
    memory_settings={"gate": "window", "window_bias": 6.0},
    questions=Questions(per_sentence=2, sentences=12, tries=3, round_trip=True),
    optimiser=Optimiser(lr=1.5e-2, warmup=20, cooldown=0.3, weight_decay=0.0),
    mixture=Mixture(),
    passes=64,
    min_updates=150,
)
"""Mini-batches of questions about every sentence: the paper's recipe for a small model."""
PRESETS: dict[str, Preset] = {p.name: p for p in (STANDARD, TRAINED, PAPER)}
DEFAULT_PRESET = "standard"

TRAINING_PASSES = 3
"""Forward passes that one forward and backward pass counts for, by the usual reckoning; with the
base model's weights frozen it is at most that.
"""

PAPER_ADAPTERS: dict[str, tuple[float, int, int]] = {"pissa": (3e-5, 1, 3), "lora": (2e-4, 3, 5)}
"""Learning rate, epochs of stage 1 and of stage 2 (paper, table 8; LoRA: the authors' script)."""

BATCH_RATES: dict[str, float] = {"lora": 2e-3, "pissa": 3e-4, "cartridge": 1e-1}
"""Learning rates for mini-batches, where the gated memory's is far too high or too low.

From trials on one development document (made, seed 7, 1,500 tokens), 80 updates, by held-out loss:
LoRA 0.58; PiSSA 0.41 (with 1e-3: 0.61, 3e-3: 0.57); a cartridge 0.43 (with 3e-2: 0.62, 1e-2: 0.93).
"""


def is_trained(kind: str) -> bool:
    """Whether a memory of this kind is trained, so that it can be trained on; slots are read."""
    return kind != STANDARD.memory


def with_adapter(preset: Preset, kind: str | None) -> Preset:
    """The preset with another kind of memory, in its default settings and at its own rate.

    Slots are read and all others trained, so a preset of the one stands for the other's as well.
    """
    if kind is None or kind == preset.memory:
        return preset
    if not is_trained(kind):
        return STANDARD
    if not is_trained(preset.memory):
        return with_adapter(TRAINED, kind)
    changed = replace(preset, memory=kind, memory_settings={})
    if preset.mixture is None and kind in PAPER_ADAPTERS:
        lr, first, second = PAPER_ADAPTERS[kind]
        optimiser = replace(preset.optimiser, lr=lr)
        return replace(changed, optimiser=optimiser, input_epochs=first, joint_epochs=second)
    if preset.mixture is not None and kind in BATCH_RATES:
        return replace(changed, optimiser=replace(preset.optimiser, lr=BATCH_RATES[kind]))
    return changed
