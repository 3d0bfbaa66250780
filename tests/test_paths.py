"""The user's folders and the shipped resources."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from liftapp import paths
from liftapp.errors import OutOfResources
from liftapp.paths import HOME_VARIABLE, Home


def test_all_folders_lie_below_an_explicit_root(tmp_path: Path) -> None:
    home = Home(tmp_path / "here")
    folders = [home.data, home.cache, home.state, home.config]
    assert [folder.parent for folder in folders] == [tmp_path / "here"] * 4
    assert len(set(folders)) == 4


def test_the_variable_is_used_where_no_root_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "by variable"))
    assert Home().data == tmp_path / "by variable" / "data"
    assert Home(tmp_path / "explicit").data == tmp_path / "explicit" / "data"


def test_without_a_root_the_folders_are_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HOME_VARIABLE)
    monkeypatch.setattr("platformdirs.user_data_path", lambda app, appauthor: tmp_path / app)
    assert Home().data == tmp_path / "liftapp"


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert not (tmp_path / "home").exists()
    assert home.data.is_dir()
    assert not (tmp_path / "home" / "cache").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_are_private_even_when_they_were_not(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    assert stat.S_IMODE(Home(tmp_path).data.stat().st_mode) == 0o700
    assert stat.S_IMODE(Home(tmp_path).state.stat().st_mode) == 0o700


def test_a_file_in_the_way_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(OutOfResources, match=r"can't be written .*; .*--home") as raised:
        _ = Home(tmp_path / "home").data
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder nobody can write in")
def test_a_folder_that_cannot_be_written_is_told_also_to_root() -> None:
    with pytest.raises(OutOfResources):
        _ = Home(Path("/proc/self/liftapp")).data


def test_resources_are_found_in_this_checkout() -> None:
    assert paths.resources().name == "resources"
    assert paths.resources().parent in (Path(paths.__file__).parent, Path(__file__).parents[1])


def test_an_installed_copy_has_its_resources_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "liftapp" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "liftapp" / "paths.py"))
    assert paths.resources() == tmp_path / "liftapp" / "resources"


CONNECT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"


def test_tests_and_their_programs_cannot_reach_the_network(no_network: Path) -> None:
    with pytest.raises(OSError, match="may not reach the network"):
        exec(CONNECT)
    ended = subprocess.run([sys.executable, "-c", CONNECT], capture_output=True, text=True)
    assert "NetworkRefused" in ended.stderr
    assert len(no_network.read_text().splitlines()) == 2
    no_network.unlink()
