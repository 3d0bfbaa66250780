import json
from dataclasses import replace

import pytest

from liftapp.config import PRESETS
from liftapp.library import JsonObject
from liftapp.workflows import job
from liftapp.workflows.job import Job, JobState

JOB = Job("d" * 64, "b" * 64, "trained", "gated", 7)


def test_what_is_written_is_read() -> None:
    pair: JsonObject = {"question": "東京は?\0", "answer": "1950", "sentence": 3, "evidence": ""}
    state = JobState(JOB, 2, [pair], 1.5, b"\0\x01 {} \0\0")
    assert JobState.from_bytes(state.to_bytes()) == state


def test_nothing_done_yet_is_a_state_too() -> None:
    assert JobState.from_bytes(JobState(JOB).to_bytes()) == JobState(JOB)


@pytest.mark.parametrize(
    "payload",
    [b"", b"{}\0", b"[1]\0", b'{"job": {"seed": 1}}\0', b"\xff\0", b'{"job": 3}\0'],
)
def test_what_another_version_wrote_is_no_state(payload: bytes) -> None:
    assert JobState.from_bytes(payload) is None


def test_a_state_of_other_numbers_or_another_form_is_not_gone_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = JobState(JOB, 2).to_bytes()
    with monkeypatch.context() as other:
        other.setitem(PRESETS, "trained", replace(PRESETS["trained"], passes=7))
        assert JobState.from_bytes(written) is None
    with monkeypatch.context() as other:
        other.setattr(job, "FORM", job.FORM + 1)
        assert JobState.from_bytes(written) is None
    assert JobState.from_bytes(written) == JobState(JOB, 2)


def test_a_state_with_other_fields_is_of_another_version() -> None:
    head, _, rest = JobState(JOB).to_bytes().partition(b"\0")
    values = json.loads(head)
    for changed in (values | {"job": values["job"] | {"style": "new"}}, {"job": values["job"]}):
        assert JobState.from_bytes(json.dumps(changed).encode() + b"\0" + rest) is None
