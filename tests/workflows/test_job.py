from liftapp.library import JsonObject
from liftapp.workflows.job import Job, JobState

JOB = Job("d" * 64, "b" * 64, "standard", "gated", 7)


def test_what_is_written_is_read() -> None:
    pair: JsonObject = {"question": "東京は?\0", "answer": "1950", "sentence": 3, "evidence": ""}
    state = JobState(JOB, 2, [pair], 1.5, b"\0\x01 {} \0\0")
    assert JobState.from_bytes(state.to_bytes()) == state


def test_nothing_done_yet_is_a_state_too() -> None:
    assert JobState.from_bytes(JobState(JOB).to_bytes()) == JobState(JOB)
