"""What can be asked of learning."""

from dataclasses import dataclass, field
from pathlib import Path

from liftapp.config import DEFAULT_PRESET


@dataclass(frozen=True)
class LearnRequest:
    """What to learn, and with what; None is the default."""

    path: Path
    others: tuple[Path, ...] = field(default=(), kw_only=True)
    """Files learned together with `path`, after it, as one memory."""
    name: str | None = None
    model: str | None = None
    preset: str = DEFAULT_PRESET
    adapter: str | None = None
    device: str | None = None
    quantize: str | None = None
    seed: int = 0
    password: str | None = None
    other_passwords: tuple[str | None, ...] = ()
    """Of `others`, in their order; without any, `password` is for all files."""
    resume: bool = False
    or_begin: bool = False
    """With `resume`: begin where nothing is unfinished, instead of saying so."""
    exam: bool = True
    """End with the short exam, which is kept with the memory."""
    more: str | None = None
    """Go on training this finished memory (id or name) instead of learning `path`."""
    sections: tuple[int, ...] = ()
    """With `more`: numbers from 1 of the exam's sections; none: those it found not learned."""
    times: int = 0
    """With `more`: the how manieth time, which is not done twice; 0: whichever comes next."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files, in the order they are learned in."""
        return (self.path, *self.others)

    @property
    def passwords(self) -> tuple[str | None, ...]:
        """One for each of `paths`."""
        return (self.password, *(self.other_passwords or (self.password,) * len(self.others)))

    @property
    def files(self) -> str:
        """What its files are called in a sentence."""
        count = len(self.others)
        return f"{self.path.name} and {count} more" if count else self.path.name
