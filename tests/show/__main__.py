"""Show liftapp as people use it, on a screen of its own, with a picture of every step.

    python -m tests.show                    the sample, learned by the preset standard
    python -m tests.show --pages 2          a part of it, sooner
    python -m tests.show --program dist/liftapp/liftapp    the built app

Says of each step whether it was seen to happen: the window is read as a screen reader reads it,
the library through the command line. Exit code 0: all were. The pictures lie in build/show;
--images puts three of them into docs/images, for the README.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.show.screen import NEEDED

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("liftapp")
SAMPLE = ROOT / "resources" / "samples" / "yearbook.pdf"
ACCESSIBILITY = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
QUESTIONS = [
    "Who has the role of sponsor for the lending rule of Grackbosk?",
    "By what river is Leanthon traversed?",
    "What is the humidity of Temrin?",
]
INSIDE = "LIFTAPP_SHOW_INSIDE"
"""Set in the session of its own."""
NOT_KEPT = ("XDG_", "LIFTAPP_", "QT_", "LC_")
FOR_README = {"gates": "light", "dark": "dark", "learning": "learning"}


def main() -> int:
    """Show everything; returns the exit code."""
    arguments = _arguments()
    missing = [package for name, package in NEEDED.items() if not shutil.which(name)]
    if not ACCESSIBILITY.exists():
        missing.append("at-spi2-core")
    if missing:
        print(f"Not installed here; on Debian: apt install {' '.join(missing)}", file=sys.stderr)
        return 2
    if INSIDE not in os.environ:
        return _in_a_home_of_its_own()
    sys.stderr = sys.stdout
    return _tell(arguments)


def _arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(prog="python -m tests.show", description=__doc__.split("\n\n")[0])
    p.add_argument("--program", type=Path, default=PROGRAM, help="what to show; else this checkout")
    p.add_argument("--document", type=Path, default=SAMPLE, help="a PDF to learn")
    p.add_argument("--pages", type=int, help="only so many of its pages")
    p.add_argument("--preset", default="standard", help="standard or trained")
    p.add_argument("--ask", action="append", metavar="QUESTION", help="instead of the usual three")
    p.add_argument("--out", type=Path, default=ROOT / "build" / "show", help="folder for pictures")
    p.add_argument("--images", action="store_true", help="put three into docs/images")
    arguments = p.parse_args()
    if not arguments.program.is_file():
        p.error(f"there is no program {arguments.program}")
    return arguments


def _in_a_home_of_its_own() -> int:
    """Run this again for a user who has never seen liftapp, in a session without a desktop."""
    with tempfile.TemporaryDirectory(prefix="liftapp-show-") as home:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(NOT_KEPT)}
        runtime = Path(home, "run")
        runtime.mkdir(mode=0o700)
        own = {
            "HOME": home, "XDG_RUNTIME_DIR": str(runtime),
            "LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb", INSIDE: "1",
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.show", *sys.argv[1:]]
        session = ["dbus-run-session", "--", *command]
        with subprocess.Popen(
            session, cwd=ROOT, env=kept | own, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as show:  # fmt: skip
            assert show.stdout is not None
            for line in show.stdout:
                if not line.startswith("SpiRegistry"):  # what the session's own services say
                    print(line, end="", flush=True)
        return show.returncode


def _tell(arguments: argparse.Namespace) -> int:
    from tests.show.story import STEPS, NotSeen, Story

    out = arguments.out.absolute()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    first = _part(arguments.document, Path.home() / "yearbook.pdf", 0, arguments.pages)
    second = _part(SAMPLE, Path.home() / "rules.pdf", 1, 1)
    program, asked = arguments.program.absolute(), arguments.ask or QUESTIONS
    story = Story(program, out, first, second, arguments.preset, asked)
    failed = False
    try:
        for number, step in enumerate(STEPS, start=1):
            words = " ".join((step.__doc__ or "").split())
            print(f"{number:2} {words}", flush=True)
            try:
                print(f"   seen: {step(story)}", flush=True)
            except NotSeen as error:
                print(f"   NOT SEEN: {error}", flush=True)
                story.picture("failed", whole=True)
                failed = True
                break
    finally:
        story.end()
    if arguments.images and not failed:
        for name, image in FOR_README.items():
            (picture,) = out.glob(f"*-{name}.png")
            shutil.copyfile(picture, ROOT / "docs" / "images" / f"{image}.png")
    print(f"Pictures: {out}")
    return 1 if failed else 0


def _part(document: Path, target: Path, first: int, pages: int | None) -> Path:
    """Copy a document, or some of its pages, to where a user would have it."""
    from pypdf import PdfReader, PdfWriter

    if pages is None:
        return Path(shutil.copyfile(document, target))
    writer = PdfWriter()
    for page in PdfReader(document).pages[first : first + pages]:
        writer.add_page(page)
    writer.write(target)
    return target


if __name__ == "__main__":
    sys.exit(main())
