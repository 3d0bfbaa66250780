import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liftapp.errors import NotFound, OutOfResources, UsageError
from liftapp.paths import DESKTOP_ID, Home, resources
from liftapp.workflows import launcher
from liftapp.workflows.launcher import desktop_entry, install_launcher, uninstall_launcher
from tests.cli.running import program

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the launcher of Linux desktops"
)
TEMPLATE = resources() / "linux" / f"{DESKTOP_ID}.desktop"
PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's desktop looks; nothing of the real one is touched."""
    folder = tmp_path / "share with space"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is not installed")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_everything_a_desktop_looks_for_is_where_it_looks(data: Path, home: Home) -> None:
    written = install_launcher(home)
    assert written[0] == data / "applications" / f"{DESKTOP_ID}.desktop"
    assert all(path.is_file() for path in written)
    names = {str(path.relative_to(data)) for path in written}
    for place in ("scalable/apps", "16x16/apps", "48x48/apps", "256x256/apps"):
        found = [name for name in names if name.startswith(f"icons/hicolor/{place}/")]
        assert [Path(name).stem for name in found] == [DESKTOP_ID]
    assert "icons/hicolor/scalable/mimetypes/application-x-liftmem.svg" in names
    assert f"mime/packages/{DESKTOP_ID}.xml" in names


def test_the_launcher_starts_this_program_with_this_home(home: Home) -> None:
    lines = install_launcher(home)[0].read_text(encoding="utf-8").splitlines()
    started = next(line for line in lines if line.startswith("Exec="))
    script = next(line for line in lines if line.startswith("TryExec=")).partition("=")[2]
    assert Path(script).is_absolute()
    assert Path(script).name == "liftapp"
    assert started == f'Exec="{script}" "--home" "{home.root}" %F'
    assert subprocess.run([script, "--version"], check=True).returncode == 0


@pytest.mark.usefixtures("home")
def test_without_a_chosen_home_the_launcher_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIFTAPP_HOME")
    assert "--home" not in install_launcher(Home())[0].read_text(encoding="utf-8")


def test_installing_again_changes_nothing(data: Path, home: Home) -> None:
    install_launcher(home)
    before = contents(data)
    install_launcher(home)
    assert contents(data) == before


def test_uninstalling_takes_out_its_own_files_and_no_other(data: Path, home: Home) -> None:
    other = data / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    written = install_launcher(home)
    assert uninstall_launcher() == written
    assert not any(path.exists() for path in written)
    assert other.is_file()
    with pytest.raises(NotFound, match="No launcher"):
        uninstall_launcher()


@needs("update-mime-database")
def test_the_desktop_learns_and_forgets_the_file_type(data: Path, home: Home) -> None:
    install_launcher(home)
    assert b"application/x-liftmem:*.liftmem" in (data / "mime" / "globs").read_bytes()
    uninstall_launcher()
    assert b"liftmem" not in (data / "mime" / "globs").read_bytes()


@needs("update-desktop-database")
def test_the_desktop_offers_it_for_what_it_reads(data: Path, home: Home) -> None:
    install_launcher(home)
    cache = data / "applications" / "mimeinfo.cache"
    for kind in ("application/pdf", "text/plain", "text/markdown", "application/x-liftmem"):
        assert f"{kind}={DESKTOP_ID}.desktop;" in cache.read_text(encoding="utf-8")
    uninstall_launcher()
    assert DESKTOP_ID not in cache.read_text(encoding="utf-8")


@needs("gtk-update-icon-cache")
def test_an_icon_cache_is_renewed_but_never_begun(data: Path, home: Home) -> None:
    cache = data / "icons" / "hicolor" / "icon-theme.cache"
    install_launcher(home)
    assert not cache.exists()
    cache.write_bytes(b"")
    install_launcher(home)
    assert DESKTOP_ID.encode() in cache.read_bytes()


def test_it_works_without_the_tools_of_a_desktop(
    data: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(data))
    written = install_launcher(home)
    assert uninstall_launcher() == written


@pytest.mark.parametrize("chosen", ["", "relative/share"])
def test_a_data_folder_that_is_not_absolute_does_not_count(
    chosen: str, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", chosen)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    expected = tmp_path / "user" / ".local" / "share"
    assert install_launcher(home)[0].is_relative_to(expected)


def test_a_folder_that_refuses_is_named(data: Path, home: Home) -> None:
    data.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutOfResources, match="share with space"):
        install_launcher(home)


def test_a_checkout_that_was_never_installed_is_told_so(
    data: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "APP", "liftapp-of-nobody")
    with pytest.raises(UsageError, match="pip"):
        install_launcher(home)
    assert not data.exists()


@needs("desktop-file-validate")
@pytest.mark.parametrize("folder", ["plain", 'a b "c" $d `e` %F 100% \\n back\\slash;tü'])
def test_the_launcher_is_valid_for_any_folder(tmp_path: Path, folder: str) -> None:
    path = tmp_path / f"{DESKTOP_ID}.desktop"
    entry = desktop_entry(TEMPLATE.read_text(encoding="utf-8"), tmp_path / folder / "liftapp", [])
    path.write_text(entry, encoding="utf-8")
    subprocess.run(["desktop-file-validate", str(path)], check=True)


@needs("gio")
@pytest.mark.parametrize("folder", ["plain", 'a b "c" $d `e` \\n back\\slash;tü'])
def test_a_desktop_starts_the_program_in_any_folder_with_the_dropped_files(
    tmp_path: Path, folder: str, started: Callable[[Path], list[str]]
) -> None:
    """GLib reads the entry and starts a stand-in of the program, which tells its arguments.

    GLib itself finds no program with a % in its path, however that is written.
    """
    program = tmp_path / folder / "liftapp"
    document = tmp_path / "a report.pdf"
    document.touch()
    pipe = tmp_path / "told"
    os.mkfifo(pipe)
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$0" "$@" end > "{pipe}"\n', encoding="utf-8")
    program.chmod(0o755)
    path = tmp_path / "launcher.desktop"
    home = str(tmp_path / f"{folder} 100% %F")
    entry = desktop_entry(TEMPLATE.read_text(encoding="utf-8"), program, ["--home", home])
    path.write_text(entry, encoding="utf-8")
    subprocess.run(["gio", "launch", str(path), str(document)], check=True, timeout=PATIENCE_S)
    assert started(pipe) == [str(program), "--home", home, str(document)]


@pytest.fixture
def started() -> Callable[[Path], list[str]]:
    """What was written to a pipe, up to the line `end`."""

    def read(pipe: Path) -> list[str]:
        told = b""
        descriptor = os.open(pipe, os.O_RDWR)  # both ways: opening waits for no writer
        try:
            while not told.endswith(b"end\n"):
                assert select.select([descriptor], [], [], PATIENCE_S)[0], told
                told += os.read(descriptor, 4096)
        finally:
            os.close(descriptor)
        return told.decode().splitlines()[:-1]

    return read


def test_through_the_command_line(data: Path, home: Home) -> None:
    done = program("--install-launcher", "--json")
    assert (done.code, done.err) == (0, "")
    files = done.lines[0]["installed"]
    assert files[0] == str(data / "applications" / f"{DESKTOP_ID}.desktop")
    done = program("--uninstall-launcher")
    assert (done.code, done.out) == (0, f"Launcher uninstalled: {files[0]}\n")
    done = program("--uninstall-launcher")
    assert (done.code, done.sentence) == (6, "liftapp: No launcher is installed.")
    assert not home.root or not (home.root / "data").exists()
