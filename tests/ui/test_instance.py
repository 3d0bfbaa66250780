import subprocess
import sys
from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from liftapp.paths import Home
from liftapp.ui.instance import Instance

ROOT = Path(__file__).parents[2]


def test_a_second_start_hands_its_files_to_the_first(home: Home, qtbot: QtBot) -> None:
    first, second = Instance(home), Instance(home)
    assert first.is_first()
    assert not second.is_first()
    paths = [Path("/a/ré port.pdf"), Path("/b.txt")]
    code = (
        "import sys; from pathlib import Path; from liftapp.paths import Home;"
        "from liftapp.ui.instance import Instance;"
        "sys.exit(not Instance(Home()).hand_over([Path(p) for p in sys.argv[1:]]))"
    )
    giver = subprocess.Popen([sys.executable, "-c", code, *map(str, paths)], cwd=ROOT)
    with qtbot.waitSignal(first.files_came, timeout=60_000) as came:
        pass
    assert came.args == [paths]
    assert giver.wait(60) == 0


def test_each_home_has_a_window_of_its_own(home: Home, tmp_path: Path, qtbot: QtBot) -> None:
    first, other = Instance(home), Instance(Home(tmp_path / "other"))
    assert first.is_first()
    assert other.is_first()


def test_a_window_that_went_away_is_no_obstacle(home: Home, qtbot: QtBot) -> None:
    first = Instance(home)
    assert first.is_first()
    del first
    assert Instance(home).is_first()


def test_nonsense_does_not_disturb_it(home: Home, qtbot: QtBot) -> None:
    first = Instance(home)
    assert first.is_first()
    socket = QLocalSocket()
    socket.connectToServer(first.address)
    assert socket.waitForConnected(1000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(b"what is this?\n")
    assert Instance(home).is_first() is False
