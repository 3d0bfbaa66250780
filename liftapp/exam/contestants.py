"""Who is compared: a kind of memory, the preset it is learned with, and what is left out of it.

Written as KIND/PRESET, with ablations behind it: `questions=N` and `recite=off` of the paper's
recipe (its tables 4 and 5: N questions in all; language modelling of bare segments instead of
contextualized training), `updates=N` of the preset trained.
"""

from dataclasses import asdict, dataclass, replace

from liftapp.config import PRESETS, Preset, with_adapter
from liftapp.errors import UsageError
from liftapp.lift.memory import KINDS, settings_of

DEFAULT = (
    "slots/standard", "gated/trained", "gated/paper",
    "lora/trained", "pissa/trained", "cartridge/trained",
)  # fmt: skip
_NEVER = 10**9
_ABLATIONS = {"questions": "paper", "recite": "paper", "updates": "trained"}
"""Each with the preset that has a use for it."""


@dataclass(frozen=True)
class Contestant:
    """One way to learn a document; `preset` is complete, with the kind's own settings in it."""

    name: str
    preset: Preset

    def identity(self) -> dict[str, object]:
        """All that decides what the memory becomes, but for document, base model and seed."""
        settings = settings_of(self.preset.memory, self.preset.memory_settings)
        return {**asdict(self.preset), "memory_settings": settings.as_json()}


def parse(text: str) -> Contestant:
    """Read `gated/paper,questions=30`.

    The preset trains for all of its updates, whatever is known by then: contestants with the same
    one do the same work.

    Raises:
        UsageError: an unknown kind, preset or ablation, or one that the preset has no use for.
    """
    given, *ablations = text.split(",")
    kind, _, name = given.partition("/")
    if kind not in KINDS or name not in PRESETS:
        raise UsageError(
            f"There is no contestant {given!r}; write KIND/PRESET, with a kind of "
            f"{', '.join(sorted(KINDS))} and a preset of {', '.join(PRESETS)}."
        )
    chosen = with_adapter(PRESETS[name], kind)
    if chosen.name != name:
        raise UsageError(f"A memory of kind {kind!r} is of the preset {chosen.name}; write that.")
    preset = replace(chosen, patience=_NEVER, enough=_NEVER)
    for ablation in ablations:
        preset = _without(preset, name, ablation)
    return Contestant(text, replace(preset, name=text))


def _without(preset: Preset, name: str, ablation: str) -> Preset:
    what, _, value = ablation.partition("=")
    number = int(value) if value.isdecimal() else -1
    if not {"recite": value == "off", "questions": number >= 0, "updates": number > 0}.get(what):
        raise UsageError(
            f"There is no ablation {ablation!r}; write questions=N, recite=off or updates=N."
        )
    if name != _ABLATIONS[what]:
        raise UsageError(
            f"The ablation {ablation!r} is of the preset {_ABLATIONS[what]}; leave it out."
        )
    if what == "recite":
        return replace(preset, recite_context=0.0)
    if what == "updates":
        return replace(preset, passes=0.0, min_updates=number)
    return replace(preset, questions=replace(preset.questions, count=number))
