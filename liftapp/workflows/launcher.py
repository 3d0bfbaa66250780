"""A launcher for who installed with pip: menu entry, icon and file type, for this user only.

Linux gets the files of resources/linux. Windows and macOS go through the library desktop-app
(Start menu shortcut, app bundle); nobody has tried those two yet.
"""

import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from liftapp.errors import NotFound, OutOfResources, UsageError
from liftapp.paths import APP, DESKTOP_ID, Home, resources
from liftapp.workflows.associations import associate, dissociate

PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)  # pixels
MIME_ICON = "application-x-liftmem"


def install_launcher(home: Home) -> list[Path]:
    """Write (again) the launcher of this user; returns the files, the launcher itself first.

    A home that was chosen, rather than the system's folders, goes into the launcher as --home.
    Raises UsageError where liftapp is not installed, OutOfResources where nothing can be written.
    """
    arguments = ["--home", str(home.root)] if home.root else []
    try:
        if sys.platform == "win32":
            return _install_on_windows(arguments)
        if sys.platform == "darwin":
            return _install_on_macos(arguments)
        return _install_on_linux(arguments)
    except OSError as error:
        raise _refused(error) from error


def uninstall_launcher() -> list[Path]:
    """Remove what install_launcher writes; returns what was there. Raises NotFound for nothing."""
    try:
        if sys.platform == "win32":
            dissociate()
            gone = _remove([_shortcut()])
        elif sys.platform == "darwin":
            gone = _remove([_bundle()])
        else:
            gone = _remove(list(_linux_files(_data_home())))
            _refresh(_data_home())
    except OSError as error:
        raise _refused(error) from error
    if not gone:
        raise NotFound("No launcher is installed.")
    return gone


def _refused(error: OSError) -> OutOfResources:
    return OutOfResources(
        f"The launcher can't be changed: {error.filename or 'the disk'} refuses "
        f"({error.strerror or error})."
    )


def _program() -> Path:
    """The program that starts liftapp: the frozen app itself, or the script pip made.

    Raises UsageError where there is none: a checkout that was never installed.
    """
    if getattr(sys, "frozen", False):
        return Path(sys.executable)
    try:
        installed = metadata.distribution(APP)
        scripts = [f for f in installed.files or () if f.name in (APP, f"{APP}.exe")]
        # Not resolve(): a link into another folder may be how this environment was made.
        program = Path(os.path.normpath(str(installed.locate_file(scripts[0]))))
    except (metadata.PackageNotFoundError, IndexError):
        program = None
    if program is None or not program.is_file():
        raise UsageError("A launcher needs an installed liftapp; install it with pip first.")
    return program


def _remove(paths: list[Path]) -> list[Path]:
    gone = [path for path in paths if path.exists()]
    for path in gone:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return gone


def _data_home() -> Path:
    """XDG_DATA_HOME, which counts only where it is absolute."""
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    return chosen if chosen.is_absolute() else Path.home() / ".local" / "share"


def _linux_files(data: Path) -> dict[Path, Path]:
    """Where each file goes, and what it is made from; the desktop file first."""
    ours, icons, theme = resources() / "linux", resources() / "icons", data / "icons" / "hicolor"
    files = {
        data / "applications" / f"{DESKTOP_ID}.desktop": ours / f"{DESKTOP_ID}.desktop",
        data / "mime" / "packages" / f"{DESKTOP_ID}.xml": ours / f"{DESKTOP_ID}.xml",
        theme / "scalable" / "apps" / f"{DESKTOP_ID}.svg": icons / "liftapp.svg",
        theme / "scalable" / "mimetypes" / f"{MIME_ICON}.svg": icons / "liftmem.svg",
    }
    for size in PNG_SIZES:
        target = theme / f"{size}x{size}" / "apps" / f"{DESKTOP_ID}.png"
        files[target] = icons / "png" / f"liftapp-{size}.png"
    return files


def _install_on_linux(arguments: list[str]) -> list[Path]:
    program, data = _program(), _data_home()
    files = _linux_files(data)
    for target, source in files.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".desktop":
            entry = desktop_entry(source.read_text(encoding="utf-8"), program, arguments)
            target.write_text(entry, encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    _refresh(data)
    return list(files)


def desktop_entry(template: str, program: Path, arguments: list[str]) -> str:
    """The desktop file `template` for this very program, started with these arguments."""
    command = " ".join(quoted(part) for part in (str(program), *arguments))
    own = {"Exec": f"{command} %F", "TryExec": escaped(str(program))}
    lines = [
        f"{key}={own[key]}" if (key := line.partition("=")[0]) in own else line
        for line in template.splitlines()
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A string value of a desktop file."""
    for character, written in (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t"), ("\r", r"\r")):
        text = text.replace(character, written)
    return text


def quoted(argument: str) -> str:
    """One argument of Exec, which is quoted first, then escaped like any other string."""
    for character in '\\"`$':
        argument = argument.replace(character, f"\\{character}")
    return escaped(f'"{argument}"').replace("%", "%%")


def _refresh(data: Path) -> None:
    """Tell the desktop, as far as its tools are there; without them it looks by itself, later."""
    theme = data / "icons" / "hicolor"
    commands = [
        ("update-mime-database", data / "mime"),
        ("update-desktop-database", data / "applications"),
    ]
    if theme.is_dir():
        theme.touch()  # what desktops look at to see that icons came or went
    # Only where there is one: a new cache would hide what other programs add without a cache.
    if (theme / "icon-theme.cache").exists():
        commands.append(("gtk-update-icon-cache", theme))
    for tool, folder in commands:
        if shutil.which(tool) and folder.is_dir():
            options = ["-f", "-t", "-q"] if tool == "gtk-update-icon-cache" else []
            subprocess.run([tool, *options, str(folder)], capture_output=True, check=False)


def _shortcut() -> Path:
    from desktop_app.windows import get_start_menu

    return Path(get_start_menu()) / f"{APP}.lnk"


def _install_on_windows(arguments: list[str]) -> list[Path]:
    from desktop_app.windows import create_shortcut

    program = _program()
    if not getattr(sys, "frozen", False):
        # pip's script would open a console behind the window. -P: never import from the folder
        # the shortcut starts in.
        program = Path(sys.executable).with_name("pythonw.exe")
        arguments = ["-P", "-m", APP, *arguments]
    icon = resources() / "icons" / "liftapp.ico"
    create_shortcut(
        _shortcut(), program, arguments, working_directory=Path.home(), icon_file=icon,
        display_name=APP, appusermodel_id=DESKTOP_ID,
    )  # fmt: skip
    associate([program, *arguments], icon)
    return [_shortcut()]


def _bundle() -> Path:
    from desktop_app.macos import get_user_applications

    return Path(get_user_applications()) / f"{APP}.app"


def _install_on_macos(arguments: list[str]) -> list[Path]:
    from desktop_app.macos import create_app_bundle

    if arguments:
        raise UsageError("On macOS a launcher can't carry --home; leave it out.")
    create_app_bundle(
        _bundle(), _program(), display_name=APP, executable_name=APP,
        bundle_identifier=DESKTOP_ID, icon_file=resources() / "icons" / "liftapp.icns",
    )  # fmt: skip
    return [_bundle()]
