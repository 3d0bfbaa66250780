"""Build the app that needs no Python: dist/liftapp, a folder with the program `liftapp` in it.

python packaging/build.py          in an environment with liftapp and PyInstaller installed
python packaging/build.py --try    then learns, asks and opens the window with it (try_app.py)
"""

import argparse
import os
import runpy
import subprocess
import sys
from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "packaging" / "liftapp.spec"
PROGRAM = ROOT / "dist" / "liftapp" / ("liftapp.exe" if os.name == "nt" else "liftapp")
# Libraries that Qt's wheels expect of the system, and Debian's packages of them; found here, they
# come into the folder, and the window opens without them elsewhere.
OF_THE_SYSTEM = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "wayland-cursor": "libwayland-cursor0",
    "wayland-egl": "libwayland-egl1",
}


def main() -> int:
    """Build it and see whether it starts, or does more; returns the exit code."""
    p = argparse.ArgumentParser(prog="packaging/build.py", description=__doc__.split("\n\n")[0])
    p.add_argument("--try", dest="tried", action="store_true", help="try it as a user, afterwards")
    tried = p.parse_args().tried
    missing = [name for name in ("PyInstaller", "liftapp", "torch") if find_spec(name) is None]
    if missing:
        print(f"Not installed here: {', '.join(missing)}; "
              "pip install --editable '.[app,exam]' first.", file=sys.stderr)  # fmt: skip
        return 1
    absent = [package for name, package in OF_THE_SYSTEM.items() if not find_library(name)]
    if sys.platform == "linux" and absent:
        print(f"Qt misses libraries of the system; on Debian: apt install {' '.join(absent)}",
              file=sys.stderr)  # fmt: skip
        return 1
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", *folders, str(SPEC)]
    built = subprocess.run(command, cwd=ROOT, check=False).returncode
    if built != 0:
        return built
    files = [path for path in PROGRAM.parent.rglob("*") if path.is_file()]
    print(f"{PROGRAM.parent}: {sum(path.lstat().st_size for path in files) / 1e6:.0f} MB")
    if tried:
        return int(runpy.run_path(str(ROOT / "packaging" / "try_app.py"))["main"](PROGRAM))
    return subprocess.run([str(PROGRAM), "--version"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
