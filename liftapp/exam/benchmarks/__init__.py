"""Published benchmarks, each read from a folder the user names, in the benchmark's own format."""

from collections.abc import Callable, Mapping
from pathlib import Path

from liftapp.exam.benchmarks.items import Item, Source, locate
from liftapp.exam.benchmarks.longbench import load_longbench
from liftapp.exam.benchmarks.loogle import load_loogle
from liftapp.exam.benchmarks.needle import load_needle

LOADERS: Mapping[str, Callable[[Path, int], list[Source]]] = {
    "loogle": load_loogle,
    "longbench": load_longbench,
    "needle": load_needle,
}
"""By name: the documents of a folder with their questions. The seed counts for needles only."""

__all__ = ["LOADERS", "Item", "Source", "locate"]
