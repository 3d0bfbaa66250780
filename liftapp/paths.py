"""Where things lie: the user's folders and the resources that ship with the app.

Data holds memories and chats, cache what can be fetched again, state the logs, config the
settings. One root (an argument, or LIFTAPP_HOME) puts all four below it.
"""

import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import platformdirs

from liftapp.errors import OutOfResources

APP = "liftapp"
DESKTOP_ID = "io.github.liftapp.liftapp"
"""What desktops know the app by: its launcher file, its icon, its taskbar group."""
HOME_VARIABLE = "LIFTAPP_HOME"


@dataclass(frozen=True)
class Home:
    """The four folders of one user; each is made, readable by that user only, on first use.

    Reading one of them raises OutOfResources when it can't be made or written.
    """

    root: Path | None = None

    def __post_init__(self) -> None:
        """Take the root from LIFTAPP_HOME where none is given, and make it absolute."""
        chosen = self.root or os.environ.get(HOME_VARIABLE)
        if chosen:
            object.__setattr__(self, "root", Path(chosen).expanduser().absolute())

    @cached_property
    def data(self) -> Path:
        """Memories, documents and chats; never deleted by the app on its own."""
        return self._folder("data", platformdirs.user_data_path)

    @cached_property
    def cache(self) -> Path:
        """Downloads and other things that can be made again."""
        return self._folder("cache", platformdirs.user_cache_path)

    @cached_property
    def state(self) -> Path:
        """Logs."""
        return self._folder("state", platformdirs.user_state_path)

    @cached_property
    def config(self) -> Path:
        """Settings."""
        return self._folder("config", platformdirs.user_config_path)

    def _folder(self, name: str, of_the_system: Callable[..., Path]) -> Path:
        # appauthor=False: Windows would otherwise repeat the name as liftapp/liftapp.
        folder = self.root / name if self.root else of_the_system(APP, appauthor=False)
        return private_folder(folder)


def private_folder(folder: Path) -> Path:
    """Make `folder` and its parents (mode 0700 where we make or own the last one).

    Raises OutOfResources when the folder can't be made or nothing can be written in it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)
        # The mode alone says too little: root, read-only disks and network folders differ.
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise OutOfResources(
            f"The folder {folder} can't be written ({error.strerror or error}); "
            f"free it or choose another one with --home or {HOME_VARIABLE}."
        ) from error


def resources() -> Path:
    """The folder of what ships with the app, in an installed copy or in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
