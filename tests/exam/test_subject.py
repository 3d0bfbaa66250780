from liftapp.exam.subject import Subject
from liftapp.lift.segments import truncate


def test_the_window_shows_the_text_up_to_its_head_and_from_its_tail_on(subject: Subject) -> None:
    head, tail = subject.seen_until()
    assert 0 < head < tail < len(subject.text)
    prompter = subject.prompter
    window = truncate(prompter.encode(subject.text), subject.budget, prompter.mixin)
    assert prompter.decode(window) == subject.text[:head] + "..." + subject.text[tail:]
