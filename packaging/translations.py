"""Bring the window's translations up to date; run it after a change to words.

python packaging/translations.py       gathers what other rooms than liftapp/ui say (sentences.py),
                                       updates resources/i18n/*.ts, then makes the .qm from them
python packaging/translations.py fr    begins a language of that code first

New words come into the .ts as unfinished, to be translated by hand or with pyside6-linguist; then
run it again.
"""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "liftapp" / "ui"
FOLDER = ROOT / "resources" / "i18n"


def tool(name: str) -> str | None:
    """The program of PySide6, of this very environment; None where it has none."""
    return shutil.which(name, path=Path(sys.executable).parent)


def update(ts: Path) -> None:
    """Put every message of the sources into `ts`; what was translated stays, what is gone goes."""
    # No places in the sources: they would change with every line.
    how = ("-locations", "none", "-source-language", "en", "-no-obsolete", "-silent")
    run("pyside6-lupdate", *how, "-extensions", "py", str(SOURCES), "-ts", str(ts))


def release(ts: Path, qm: Path) -> None:
    """Make from `ts` what the window loads."""
    run("pyside6-lrelease", "-silent", str(ts), "-qm", str(qm))


def run(name: str, *arguments: str) -> None:
    """Run a program of PySide6."""
    program = tool(name)
    if program is None:
        raise SystemExit(f"{name} is missing: it comes with PySide6.")
    subprocess.run([program, *arguments], check=True)


def main() -> None:
    """Update and release every language there is, and those that were named."""
    runpy.run_path(str(ROOT / "packaging" / "sentences.py"))["main"]()
    named = {FOLDER / f"liftapp_{code}.ts" for code in sys.argv[1:]}
    for ts in sorted(named | set(FOLDER.glob("liftapp_*.ts"))):
        update(ts)
        release(ts, ts.with_suffix(".qm"))


if __name__ == "__main__":
    main()
