"""What learning a document will take, told before it begins. No torch."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

from liftapp.config import PRESETS, TRAINING_PASSES, Preset, is_trained
from liftapp.errors import OutOfResources
from liftapp.library import atomic_write
from liftapp.models.room import cpu_bytes
from liftapp.models.stated import stated
from liftapp.models.weights import parts, weight_files
from liftapp.paths import Home, resources

NOTES = "paces.json"
WORDS_PER_SENTENCE = 12
"""Between lists (8 in the sample document) and prose (15 to 20)."""
TOKENS_PER_WORD = 2.13
"""Of the starter's tokenizer, on the sample document; others need fewer."""
SECTION_SENTENCES, MOST_SECTIONS = 15, 13
"""How the short exam after learning divides a document (exam.own_sections), about."""
PROCESS_BYTES = 350 * 2**20
"""Of a process with torch and transformers and no model yet (measured on Linux)."""
KERNELS_BYTES = 1200 * 2**20
"""Kernels prepared for ever other lengths of rows, and what the allocator keeps: with the constants
above and below, the 1.9 GB that learning the sample took (bfloat16, two cores, 2026-11-24).
"""
ACTIVATION_BYTES = 190
"""While a row is learned, for each token in view, layer and unit of width (the starter)."""
ASKED_TOKENS = 1000
"""Of the questions of a row, besides the text in view."""
MEMORY_BYTES = 1050
"""Of a gated memory, for each layer and unit of its heads' width: of 6 times 256, 1.6 MB."""
COPIES = 5
"""A checkpoint holds the memory, the best one so far and two moments; then comes the memory."""
CHOOSING_TOKENS = 9000
"""Read once before a document is, to choose a head that recalls (the starter)."""
READING_BYTES = 300 * 2**20
"""Where nothing is trained: PDFs of 30 to 5,200 tokens took 0.42 to 0.66 GB in all (2026-11-28)."""
READ_TOKEN_BYTES = 460
"""Of slots, for each token of the document: a key of 128 numbers in 16 bit, and the overlap."""
TEXT_BYTES = 25
"""In the library, for each word: the text and its index."""


@dataclass(frozen=True)
class Pace:
    """What one job took, in a form that holds for another document and another preset."""

    draft_s: float
    """Seconds for writing and checking one question."""
    questions_per_draft: float
    """How many of them passed."""
    update_tokens: float
    """Tokens of an update of mixed questions, for each token that can be in view."""
    token_s: float
    """Seconds for training on a token."""
    passes: float
    """How often each question was trained on until enough were known."""
    section_s: float = 60 / 13
    """Seconds for the short exam's questions about one section: a minute or so for the sample's 13.

    Notes of an older version have none, and get this.
    """


SAMPLE = Pace(73 / 417, 371 / 417, 3477 / 1024, 531 / 1_224_000, 64)
"""The starter and the sample document on two CPU cores, 2026-11-24 (docs/log.md)."""
SAMPLE_PARAMETERS = 5_350_000


@dataclass(frozen=True)
class Forecast:
    """The cost of a job: the most memory at once, the most disk while learning.

    `measured`: from a job with the same base model on this machine, else from the starter's
    figures on another one, as if time grew with the number of parameters.
    """

    minutes: float
    memory_bytes: int
    disk_bytes: int
    measured: bool


@dataclass(frozen=True)
class _Shape:
    """What a base model's files say of its size; `units` are layers times width, `heads` layers
    times the width of all heads of one.
    """

    name: str
    parameters: int
    window: int
    units: int
    heads: int


def forecast(home: Home, preset: str, words: int, model: str | None) -> Forecast:
    """Foretell a job of `words` words; ModelUnavailable when there is no such base model."""
    shape, chosen = _shape(model), PRESETS[preset]
    own = _paces(home).get(shape.name)
    slower = shape.parameters / SAMPLE_PARAMETERS if own is None else 1.0
    view = _view(words, shape.window)
    seconds = _seconds(chosen, words, view, own or SAMPLE) * slower
    memory, disk = PROCESS_BYTES + cpu_bytes(shape.parameters), TEXT_BYTES * words
    if not is_trained(chosen.memory):
        memory += READING_BYTES
        disk += 2 * int(words * TOKENS_PER_WORD * READ_TOKEN_BYTES)  # a checkpoint, and the memory
    else:
        memory += KERNELS_BYTES + ACTIVATION_BYTES * view * shape.units
        disk += COPIES * MEMORY_BYTES * shape.heads
    return Forecast(seconds / 60, memory, disk, measured=own is not None)


def _seconds(preset: Preset, words: int, view: int, pace: Pace) -> float:
    """Writing the questions, training on them, and the short exam."""
    written = drafts(preset, words)
    if preset.mixture is None:
        # Every segment with its context, once an epoch (paper, section 3.1).
        overlap = (preset.segment + preset.recite_context) / (preset.segment * preset.stride)
        epochs = preset.input_epochs + preset.joint_epochs
        tokens = words * TOKENS_PER_WORD * overlap * epochs
        if not epochs:
            tokens = (words * TOKENS_PER_WORD + CHOOSING_TOKENS) / TRAINING_PASSES
    else:
        step = preset.mixture.nothing + preset.mixture.truncated
        passes = min(preset.passes, pace.passes)
        steps = passes * written * pace.questions_per_draft / step
        tokens = max(steps, preset.min_updates) * pace.update_tokens * view
    return written * pace.draft_s + tokens * pace.token_s + _sections(words) * pace.section_s


def _sections(words: int) -> float:
    """About how many sections the short exam will ask about."""
    return min(MOST_SECTIONS, max(1.0, words / WORDS_PER_SENTENCE / SECTION_SENTENCES))


def _view(words: int, window: int) -> int:
    """The most tokens of one row: the window, or less where the document is shorter."""
    return min(window, int(words * TOKENS_PER_WORD) + ASKED_TOKENS)


def drafts(preset: Preset, words: int) -> float:
    """About how many questions will be tried for a document of that length."""
    wanted = preset.questions
    if wanted.per_sentence:
        return max(1.0, wanted.per_sentence * words / WORDS_PER_SENTENCE)
    return float(wanted.count)


def note(
    home: Home, base: str, window: int, preset: Preset, words: int, figures: dict[str, float]
) -> None:
    """Keep how quick a finished job was, but for its exam; `figures` are of its manifest."""
    written, pace = drafts(preset, words), _paces(home).get(base)
    tokens = figures["trained_tokens"] or figures.get("read_tokens", 0) / TRAINING_PASSES
    token_s = figures["train_seconds"] / tokens
    if pace is None:  # until other jobs and `note_exam` tell
        slower = token_s / SAMPLE.token_s
        if written:
            slower = figures["question_seconds"] / written / SAMPLE.draft_s
        pace = replace(SAMPLE, draft_s=SAMPLE.draft_s * slower, section_s=SAMPLE.section_s * slower)
    draft_s = figures["question_seconds"] / written if written else pace.draft_s
    pace = replace(pace, draft_s=draft_s, token_s=token_s)
    if preset.mixture is not None and figures["questions"]:
        mixture = preset.mixture
        asked = figures["steps"] * (mixture.nothing + mixture.truncated) / figures["questions"]
        if figures["steps"] > preset.min_updates and asked < 0.99 * preset.passes:
            pace = replace(pace, passes=asked)
        pace = replace(
            pace,
            questions_per_draft=figures["questions"] / written,
            update_tokens=figures["trained_tokens"] / figures["steps"] / _view(words, window),
        )
    _keep(home, base, pace)


def note_exam(home: Home, base: str, sections: int, seconds: float) -> None:
    """Keep how quick the short exam after a noted job was."""
    pace = _paces(home).get(base)
    if pace is not None and sections:
        _keep(home, base, replace(pace, section_s=seconds / sections))


def _keep(home: Home, base: str, pace: Pace) -> None:
    kept = {name: asdict(each) for name, each in (_paces(home) | {base: pace}).items()}
    with suppress(OutOfResources):  # a forecast is not worth a job's failure
        atomic_write(home.state / NOTES, json.dumps(kept, indent=1).encode())


def _paces(home: Home) -> dict[str, Pace]:
    """The newest pace by base model; none where the notes are damaged or of another version."""
    try:
        kept = json.loads((home.state / NOTES).read_text(encoding="utf-8"))
        return {str(name): Pace(**{k: float(v) for k, v in p.items()}) for name, p in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _shape(model: str | None) -> _Shape:
    from liftapp.models.locate import locate  # the hub's library takes a while to import

    folder, name = locate(model, resources() / "starter")
    config = stated(folder)
    text = config.get("text_config", config)
    assert isinstance(text, dict)
    parameters = sum(part.elements for part in parts(weight_files(folder)))
    window, layers, width, heads = (
        _number(text.get(key), otherwise)
        for key, otherwise in (
            ("max_position_embeddings", 2048),
            ("num_hidden_layers", 32),
            ("hidden_size", 4096),
            ("num_attention_heads", 32),
        )
    )
    head = _number(text.get("head_dim"), width // heads)
    return _Shape(name, parameters, window, layers * width, layers * heads * head)


def _number(value: object, otherwise: int) -> int:
    """Some architectures call their sizes by other names: then those of an 8B model."""
    return value if isinstance(value, int) and value > 0 else otherwise
