"""A language model as judge, over any endpoint that speaks OpenAI's chat completions.

Nothing is sent before `same` is called, and only to the address it was given. What goes there is
the question, the true answer and the answer, never the document.
"""

import os
import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2

from liftapp.errors import ModelUnavailable, UsageError

KEY_VARIABLE = "LIFTAPP_JUDGE_KEY"
"""Holds the endpoint's key, where it wants one: an option would show in the list of processes."""
TIMEOUT_S = 120.0
TRIES = 4
PAUSE_S = 1.0
"""Before the second try, twice as long before each further one."""
FOR_NOW = (408, 425, 429, 500, 502, 503, 504)
"""HTTP statuses that another try may not get."""
JUST_THIS = (400, 413, 422)
"""HTTP statuses that other questions may not get: too long, or filtered."""


@dataclass(frozen=True)
class Judge:
    """A model at an endpoint, such as http://localhost:8000/v1.

    Raises UsageError for an address that is none.
    """

    url: str
    model: str
    pause_s: float = PAUSE_S

    def __post_init__(self) -> None:
        """Refuse what can't be asked before the long work."""
        try:
            url = urlsplit(self.url)
            _ = url.port  # raises for one that is no number
        except ValueError:
            url = urlsplit("")
        if url.scheme not in ("http", "https") or not url.hostname:
            raise UsageError(
                f"{self.url!r} is no address of a judge; give one like http://localhost:8000/v1."
            )

    def same(self, question: str, true: str, said: str) -> bool | None:
        """Whether two answers are the same; None where the judge does not say, or not of these.

        Raises:
            ModelUnavailable: it can't be reached, refuses, or speaks another protocol.
        """
        return _verdict(self._ask(prompt(question, true, said)))

    def try_it(self) -> None:
        """Ask something, to hear before long work what `same` would raise after it, and whether
        it refuses everything.
        """
        if not self._ask(prompt("Is this a test?", "Yes", "Yes")):
            raise ModelUnavailable(
                f"The judge at {self.url} refuses a simple question; "
                f"check --judge, --judge-model and {KEY_VARIABLE}."
            )

    def _ask(self, content: str) -> str:
        """The reply; empty where this one request is refused."""
        body = {
            "model": self.model,
            "messages": [{"role": "user", "content": content}],
            "temperature": 0,
        }
        key = os.environ.get(KEY_VARIABLE)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        problem = ""
        for i in range(TRIES):
            if i:
                time.sleep(self.pause_s * 2 ** (i - 1))
            try:
                response = httpx2.post(
                    f"{self.url.rstrip('/')}/chat/completions",
                    json=body, headers=headers, timeout=TIMEOUT_S,
                )  # fmt: skip
            except httpx2.HTTPError as e:
                problem = str(e) or type(e).__name__
                continue
            if response.status_code == httpx2.codes.OK:
                return self._content(response)
            if response.status_code in JUST_THIS:
                return ""
            problem = f"HTTP status {response.status_code}"
            if response.status_code not in FOR_NOW:
                break
        raise ModelUnavailable(
            f"The judge at {self.url} did not answer ({problem}); "
            f"check --judge, --judge-model and {KEY_VARIABLE}."
        )

    def _content(self, response: httpx2.Response) -> str:
        try:
            return str(response.json()["choices"][0]["message"]["content"])
        except (ValueError, LookupError, TypeError) as e:
            raise ModelUnavailable(
                f"What answers at {self.url} does not speak OpenAI's chat completions; "
                "check --judge."
            ) from e


def _verdict(reply: str) -> bool | None:
    """The one that a reply begins with or, after whatever it says, ends with; None if that is
    none, or both and they differ.
    """
    words = [word.lower() for word in re.findall(r"\w+", reply)]
    said = {word for word in (*words[:1], *words[-1:]) if word in ("true", "false")}
    denied = words[-2:-1] == ["not"]
    return said == {"true"} if len(said) == 1 and not denied else None


def prompt(question: str, true: str, said: str) -> str:
    """The paper's (LIFT, appendix B.2)."""
    return (
        "Given one question, there is a groundtruth and a predict_answer. Please decide whether "
        "they are the same or not in semantic. Please only output 'True' or 'False' .\n\n"
        f"Question: {question}\n\ngroundtruth = {true}\n\npredict_answer = {said}"
    )
