"""Keeping the libraries' own progress bars and advice off people's terminals, and their hands off
the network.
"""

import logging as levels
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from huggingface_hub.utils.tqdm import (
    are_progress_bars_disabled,
    disable_progress_bars,
    enable_progress_bars,
)
from transformers.utils import logging


@contextmanager
def quiet() -> Iterator[None]:
    """No bars, advice or warnings from loading inside the block; errors are still raised."""
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    hub_bars = not are_progress_bars_disabled()
    logging.set_verbosity(levels.ERROR)
    _show_bars(False)
    if hub_bars:
        disable_progress_bars()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        _show_bars(bars)
        if hub_bars:
            enable_progress_bars()


def fetch_no_kernels() -> None:
    """Keep libraries that are imported later from fetching compiled kernels from a hub.

    Where the package `kernels` is installed, bitsandbytes (0.50) downloads one as it is imported on
    a processor that computes in bfloat16, and where it is not, it tells people to install it.
    """
    sys.modules["kernels"] = None  # type: ignore[assignment]  # importing it says that there is none
    levels.getLogger("bitsandbytes.backends.cpu.ops").setLevel(levels.ERROR)


def _show_bars(shown: bool) -> None:
    switch: Callable[[], None] = (
        logging.enable_progress_bar if shown else logging.disable_progress_bar
    )
    switch()
