"""Keeping transformers' and the hub's own progress bars and advice off people's terminals."""

import logging as levels
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


def _show_bars(shown: bool) -> None:
    switch: Callable[[], None] = (
        logging.enable_progress_bar if shown else logging.disable_progress_bar
    )
    switch()
