"""What a user does in an afternoon, and how it is known that it happened."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil

from liftapp.config import DEFAULT_PRESET, TRAINED
from liftapp.library import Library, Status, Turn
from liftapp.paths import DESKTOP_ID, Home
from tests.show import source, target
from tests.show.accessible import CHECKED, Gone, Node, programs
from tests.show.screen import Point, Screen

T = TypeVar("T")
WINDOW = "liftapp"
WIDTH, HEIGHT = 1280, 800
"""Of the window; the screen is wider, for the files that are dragged."""
SCREEN = (1500, 860)
BESIDE = (WIDTH + 20, 100, 180, 120)
"""Where the window is that files are dragged out of, or dropped on."""
SOON_S, LONG_S = 90, 3600
"""How long to wait for what the window does at once, and for what is computed."""
MOST_TURNS = 100
"""Of the wheel."""
LASTING = TRAINED.name
"""The preset whose learning takes long enough to be looked at, and for its engine to be killed."""
HALF_LEARNED = 20
"""Per cent of a phase, at which the engine is killed."""
NOTES = {
    "testing.txt": "The testing procedure takes 87 hours. Its closing day is 10 November 1960.\n",
    "people.txt": "Wei Dradador was born on 19 March 1963 in Pornitor. "
    "Judith Keller loves photography.\n",
}
"""Files to become one memory; short, as it is about how they are joined."""
ABOUT, OF_ABOUT = "Where was Wei Dradador born?", "people.txt"
"""A question about one of them."""


class NotSeen(Exception):
    """A step that can't be shown to have happened."""


class Story:
    """One method a step, in the order in which they are told; each returns what proves it."""

    def __init__(
        self, program: Path, out: Path, first: Path, second: Path, preset: str, asked: list[str]
    ) -> None:
        """Show `program`; pictures go to `out`."""
        self._program, self._out = program, out
        self._first, self._second = first, second
        self._preset, self._questions = preset, asked
        self._screen = Screen(*SCREEN)
        self._desk = programs()
        self._pictures = 0
        self._window = ""

    def end(self) -> None:
        """End the program, then take the screen down."""
        if self._window:
            window = psutil.Process(self._screen.pid(self._window))
            window.terminate()
            psutil.wait_procs([window], timeout=SOON_S)
        self._screen.end()

    # The steps

    def launch(self) -> str:
        """Install the launcher and start liftapp as a double click on it does."""
        _run(str(self._program), "--install-launcher")
        _run("desktop-file-validate", str(_launcher()))
        self._start()
        self._seen("&?Try the sample", "push button")
        self.picture("start")
        started = psutil.Process(self._screen.pid(self._window)).cmdline()[:2]  # Python's a script
        if self._program.resolve() not in (Path(part).resolve() for part in started):
            raise NotSeen(f"the launcher started {' '.join(started)}")
        return f"the launcher (gio launch) started {self._program}; it offers the sample"

    def drag_in(self) -> str:
        """Drag a document from another program's window onto this one."""
        self._drag_in(self._first)
        self._seen("Learn this document", "dialog")
        return f"XDND from another process; the sheet for {self._first.name} opened"

    def learn(self) -> str:
        """Choose how thoroughly, look at the forecast, and learn."""
        self._choose("How to learn", self._preset)
        forecast = self._seen("Learning takes about .*\n.*", "label").name.partition("\n")[0]
        self.picture("sheet")
        self._press("&?Learn")
        told = self._learning(HALF_LEARNED) if self._preset == LASTING else self._begun()
        self.picture("learning")
        return f"forecast: {forecast}; {told}"

    def learned(self) -> str:
        """Wait for the end; the command line has to find the memory too."""
        self._seen("&?Ask about it", "push button", LONG_S)
        self.picture("learned")
        (memory,) = self._listed()
        if memory["status"] != Status.READY:
            raise NotSeen(f"liftapp --list says {memory['status']}")
        self._press("&?Ask about it")
        return f"liftapp --list --json: “{memory['name']}” is {memory['status']}"

    def ask(self) -> str:
        """Ask all the questions; the library has to keep the answers."""

        def answered(number: int) -> Callable[[], bool]:
            return lambda: len(_turns()) == number

        for number, question in enumerate(self._questions, start=1):
            self._ask(question)
            _until("an answer", LONG_S, answered(number))
            self._seen(r"Memory use: .* s", "label")
        self.picture("answers")
        supports = ", ".join(turn.support for turn in _turns())
        return f"{len(_turns())} answers in the library; carried by: {supports}"

    def gates(self) -> str:
        """Unfold the gates of the first answer that has some."""
        self._screen.click(self._in_sight("Gate view"))
        self._in_sight("Gate view: layers by tokens")
        self.picture("gates")
        return "the map of the gates is unfolded"

    def page(self) -> str:
        """Open the page of a source."""
        self._screen.click(self._in_sight(r"Page \d+"))
        self._seen("Pages")
        self.picture("page")
        return "the page is open beside the answer"

    def dark(self) -> str:
        """Choose the dark theme in the settings."""
        self._screen.key("ctrl+comma")
        self._seen("Settings", "dialog")
        self._choose("Theme", "Dark")
        self.picture("settings")
        self._press("&?OK")
        _until("the settings to be kept", SOON_S, lambda: _settings().get("theme") == "dark")
        self.picture("dark")
        return "the settings keep it"

    def drag_out(self) -> str:
        """Drag the memory out of the list onto another window; an empty library has to take it."""
        (memory,) = self._listed()
        row = self._seen(f"{re.escape(str(memory['name']))}.*", "list item").middle
        folder, other = Path.home() / "folder", Path.home() / "other"
        folder.mkdir()

        def hover() -> None:
            _until("the file over the other window", SOON_S, over)
            self.picture("drag-out", whole=True)

        def over() -> Node | None:
            for x in (1, 0):  # the drag begins when its file is written, and is seen in motion
                self._screen.move((end[0] + x, end[1]))
            app = self._app(target.TITLE)
            return app and app.find(target.HOVERED)

        with self._beside("target", target.TITLE, folder) as end:
            self._screen.drag(row, end, hover)
            self._seen(r".*\.liftmem", "label", program=target.TITLE)
            self.picture("dragged-out", whole=True)
        (file,) = folder.iterdir()
        _run(str(self._program), "--home", str(other), "--import", str(file))
        taken = [(each["name"], each["status"]) for each in self._listed(other)]
        if taken != [(file.stem, Status.READY)]:
            raise NotSeen(f"liftapp --import of {file.name} gives {taken}")
        return f"XDND to another process; liftapp --import takes {file.name} in"

    def kill(self) -> str:
        """Hand a second document over by a second launch, and kill the engine while it learns."""
        _launch(self._second)
        self._seen("Learn this document", "dialog")
        self._choose("How to learn", LASTING)
        self._seen("Learning takes about .*\n.*", "label")
        self._press("&?Learn")
        self._learning(HALF_LEARNED)
        os.kill(_engine(self._screen.pid(self._window)), signal.SIGKILL)
        told = self._seen("The engine was killed.*", "label").name
        self.picture("killed")
        return f"the window lives and says: {told}"

    def resume(self) -> str:
        """Go on from the checkpoint, to the end."""
        self._press("Restart and r&?esume")
        self._seen("Model .* on .*", "label", LONG_S)
        self.picture("resumed")
        self._all_learned(2)
        return "liftapp --list --json: two memories are ready"

    def join(self) -> str:
        """Drag two files in at once and make them one memory."""
        files = [Path.home() / name for name in NOTES]
        for file in files:
            file.write_text(NOTES[file.name], encoding="utf-8")
        self._drag_in(*files)
        self._seen("Learn these documents", "dialog")
        one = self._seen("&?One memory of all.*", "radio button")
        self._screen.click(one.middle)
        _until("one memory to be chosen", SOON_S, lambda: one.has(CHECKED))
        self._choose("How to learn", DEFAULT_PRESET)
        self._seen("Learning takes about .*\n.*", "label")
        self.picture("one-of-several")
        self._press("&?Learn")
        self._all_learned(3)
        name = str(self._listed()[-1]["name"])
        self._seen(f"{re.escape(name)}.*", "list item")
        self.picture("joined")
        self._press("&?Ask about it")
        return f"the sheet asked; “{name}” is in the list, and ready"

    def ask_joined(self) -> str:
        """Ask about the second file; the source has to name it, and to open it."""
        name = str(self._listed()[-1]["name"])
        self._ask(ABOUT)
        _until("an answer", LONG_S, lambda: _turns(name))
        self._in_sight(re.escape(OF_ABOUT))
        self.picture("of-a-file")
        self._screen.click(self._in_sight(re.escape(OF_ABOUT)))
        self._seen(re.escape(OF_ABOUT), "label")
        self.picture("file")
        turn = _turns(name)[-1]
        return f"{ABOUT} {turn.answer.strip()} ({OF_ABOUT}; it is open beside the answer)"

    def leave(self) -> str:
        """Quit by the keys; the process and its engine have to end."""
        window = psutil.Process(self._screen.pid(self._window))
        own = [window, *window.children(recursive=True)]
        self._screen.key("ctrl+q")
        gone, alive = psutil.wait_procs(own, timeout=SOON_S)
        if alive:
            raise NotSeen(f"{len(alive)} of its processes live on")
        self._window = ""
        return f"{len(gone)} processes ended"

    def again(self) -> str:
        """Start once more and find everything: all memories, and the first chat in the dark."""
        self._start()
        names = [str(memory["name"]) for memory in self._listed()]
        for name in names:
            self._seen(f"{re.escape(name)}.*", "list item")
        asked = self._open(names)
        for question in self._questions[-1:]:
            self._seen(re.escape(question), "label")
        self.picture("again")
        return f"{len(names)} memories in the list; {len(_turns(asked))} questions in the chat"

    # What they are made of

    def picture(self, name: str, *, whole: bool = False) -> None:
        """Take a picture of the window, or of the whole screen with what lies above it."""
        self._pictures += 1
        path = self._out / f"{self._pictures:02}-{name}.png"
        time.sleep(0.5)  # the window server paints a little after it was told
        self._screen.picture(path, *(SCREEN if whole else (WIDTH, HEIGHT)))

    @contextmanager
    def _beside(self, module: str, title: str, *files: Path) -> Iterator[Point]:
        """Another program of the show beside the window; gives the middle of its own window."""
        command = [sys.executable, "-m", f"tests.show.{module}", *map(str, files)]
        with subprocess.Popen(command) as program:
            try:
                window = _until(f"“{title}”", SOON_S, lambda: self._screen.window(title))
                self._screen.place(window, *BESIDE)
                x, y, width, height = BESIDE
                yield x + width // 2, y + height // 2
            finally:
                program.terminate()

    def _drag_in(self, *files: Path) -> None:
        """Drag files out of another program's window into the middle of this one."""

        def hover() -> None:
            self._seen("Drop documents here")
            self.picture("drag", whole=True)

        with self._beside("source", source.TITLE, *files) as start:
            self._screen.drag(start, (WIDTH // 2, HEIGHT // 2), hover)
            self._seen("Learn th.*", "dialog")

    def _start(self) -> None:
        _launch()
        self._window = _until("the window", SOON_S, lambda: self._screen.window(WINDOW))
        self._screen.place(self._window, 0, 0, WIDTH, HEIGHT)
        self._seen("Model .* on .*", "label", LONG_S)

    def _app(self, name: str = WINDOW) -> Node | None:
        try:
            return next((n for n in self._desk.children() if n.name == name), None)
        except Gone:
            return None

    def _seen(
        self, name: str, role: str = "", seconds: float = SOON_S, *, program: str = WINDOW
    ) -> Node:
        """Wait for a widget whose name matches."""

        def look() -> Node | None:
            app = self._app(program)
            return app and app.find(name, role)

        return _until(f"“{name}”", seconds, look)

    def _all(self, name: str) -> list[Node]:
        self._seen(name)
        app = self._app()
        return [] if app is None else [n for n in app.all() if re.fullmatch(name, n.name)]

    def _in_sight(self, name: str) -> tuple[int, int]:
        """The middle of such a widget of the chat; where none is in sight, it scrolls to one."""
        chat = self._seen("Questions and answers")
        _, top, _, height = chat.rect
        for _ in range(MOST_TURNS):
            places = [node.middle for node in self._all(name)]
            inside = [place for place in places if top < place[1] < top + height]
            if inside:
                return inside[0]
            self._screen.wheel(chat.middle, up=places[0][1] <= top)
        raise NotSeen(f"“{name}” can't be scrolled to: {places[:3]}, in sight {chat.rect}")

    def _press(self, name: str) -> None:
        self._screen.click(self._seen(name, "push button").middle)

    def _choose(self, label: str, value: str) -> None:
        """Choose by typing in the combo box after a label; its own name is what is chosen."""
        self._seen(label, "label")
        app = self._app()
        boxes: Iterator[Node] = iter(()) if app is None else app.all()
        for node in boxes:
            if (node.name, node.role) == (label, "label"):
                break
        self._screen.click(next(n for n in boxes if n.role == "combo box").middle)
        self._screen.type(value)
        self._screen.key("Return")

    def _ask(self, question: str) -> None:
        self._screen.click(self._seen("Question|Ask about this document.*", "text").middle)
        self._screen.type(question)
        self._screen.key("Return")

    def _all_learned(self, number: int) -> None:
        """Wait until so many memories are ready, and the last one's exam is over too."""
        _until(f"{number} memories", LONG_S, lambda: _statuses() == [Status.READY] * number)
        self._seen("&?Ask about it", "push button", LONG_S)
        if any(memory["status"] != Status.READY for memory in self._listed()):
            raise NotSeen(f"liftapp --list says {self._listed()}")

    def _listed(self, home: Path | None = None) -> list[dict[str, object]]:
        """What the command line says of a library."""
        where = ["--home", str(home)] if home else []
        said = _run(str(self._program), "--list", "--json", *where)
        return [json.loads(line) for line in said.splitlines()]

    def _begun(self) -> str:
        """Wait until it says how far it is; reading may be over before anyone looks again."""
        told = self._seen(r".*: .+, [\d,.]+ %|&?Ask about it", "push button").name
        return f"the window says: {told}"

    def _learning(self, percent: int) -> str:
        """Wait until so much of the phase of learning is done."""

        def so_far() -> bool:
            app = self._app()
            found = app and app.find(r".*: Learning, [\d,.]+ %", "push button")
            told = re.search(r"(\d+) %$", found.name) if found else None
            return told is not None and int(told[1]) >= percent

        _until(f"{percent} % of learning", LONG_S, so_far)
        return f"{percent} % of the steps and still answering"

    def _open(self, names: list[str]) -> str:
        """Open the first memory that was asked; returns its name."""
        asked = next(name for name in names if _turns(name))
        row = rf"{re.escape(asked)}(?! \(\d).*"  # and not another of that name with a number
        self._screen.click(self._seen(row, "list item").middle)
        self._screen.key("Return")
        return asked


STEPS: tuple[Callable[[Story], str], ...] = (
    Story.launch, Story.drag_in, Story.learn, Story.learned, Story.ask, Story.gates, Story.page,
    Story.dark, Story.drag_out, Story.kill, Story.resume, Story.join, Story.ask_joined,
    Story.leave, Story.again,
)  # fmt: skip


def _until(what: str, seconds: float, condition: Callable[[], T | None]) -> T:
    """What `condition` gives, once it gives something; NotSeen after so long."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise NotSeen(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.3 if seconds <= SOON_S else 2)  # looking takes time from what computes
    return found


def _run(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=SOON_S, check=False)
    if ran.returncode != 0:
        raise NotSeen(f"{' '.join(command)} says: {ran.stderr.strip() or ran.stdout.strip()}")
    return ran.stdout


def _launch(*files: Path) -> None:
    """Do what a file manager does at a double click; what it starts outlives it."""
    command = ["gio", "launch", str(_launcher()), *map(str, files)]
    said = Path.home() / "launched.txt"
    with said.open("w") as log:
        ended = subprocess.Popen(command, stdout=log, stderr=log).wait(SOON_S)
    if ended != 0:
        raise NotSeen(f"gio launch says: {said.read_text()}")


def _launcher() -> Path:
    return Path.home() / ".local" / "share" / "applications" / f"{DESKTOP_ID}.desktop"


def _statuses() -> list[Status]:
    """Of all memories; looked at often, so not by way of the command line."""
    with Library(Home()) as library:
        return [memory.status for memory in library.memories.all()]


def _turns(memory: str = "") -> list[Turn]:
    with Library(Home()) as library:
        found = [m for m in library.memories.all() if memory in ("", m.name)]
        return [turn for m in found for turn in library.chats.of(m.id)]


def _settings() -> dict[str, object]:
    files = list(Home().config.glob("*.json"))
    return dict(json.loads(files[0].read_text(encoding="utf-8"))) if files else {}


def _engine(window: int) -> int:
    children = psutil.Process(window).children()
    (engine,) = [c for c in children if "--multiprocessing-fork" in c.cmdline()]
    return int(engine.pid)
