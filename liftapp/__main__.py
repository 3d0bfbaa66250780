"""`liftapp` and `python -m liftapp`: the window, or what the arguments ask for."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from liftapp.cli.arguments import asks_for_more, parser
from liftapp.cli.main import main as command_line
from liftapp.cli.output import prepare_streams
from liftapp.errors import LiftappError, UsageError
from liftapp.paths import Home

INSTEAD = "liftapp --help lists what works without it."


def main(argv: Sequence[str] | None = None) -> int:
    """Run liftapp with these arguments (the process's own by default); returns the exit code."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    prepare_streams()
    arguments = parser().parse_args(argv)
    return command_line(argv) if asks_for_more(arguments) else _window(arguments)


def _window(arguments: Namespace) -> int:
    """Open the window; one sentence and an exit code where there can be none."""
    try:
        from liftapp.ui.app import run
    except ImportError as error:  # PySide6 needs libraries that a server may not have
        sys.stderr.write(f"liftapp: The window can't be opened here ({error}); {INSTEAD}\n")
        return UsageError.exit_code
    try:
        return run([Path(f) for f in arguments.files], Home(arguments.home))
    except LiftappError as error:
        sys.stderr.write(f"liftapp: {error}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
