"""Passages of other documents, which ship with the app: what a memory must not answer for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from liftapp.paths import resources

if TYPE_CHECKING:
    from liftapp.lift.plans import Foreign

EXAM_PASSAGES = 24
"""The last of the foreign passages are never trained on: examinations ask about them."""


def foreign_passages() -> list[Foreign]:
    """All of them, with their questions."""
    from liftapp.lift.plans import Foreign

    content = (resources() / "foreign.json").read_text(encoding="utf-8")
    return [
        Foreign(
            p["text"],
            tuple((q, a) for q, a in p["answerable"]),
            tuple((q, a) for q, a in p["unanswerable"]),
        )
        for p in json.loads(content)
    ]
