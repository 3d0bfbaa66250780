"""A library in this test's own home."""

from collections.abc import Iterator

import pytest

from liftapp.library import Library
from liftapp.paths import Home


@pytest.fixture
def library(home: Home) -> Iterator[Library]:
    with Library(home) as opened:
        yield opened
