"""Libraries that are imported after the base model neither fetch anything nor give advice."""

import subprocess
import sys
from pathlib import Path

CODE = """
from pathlib import Path
from liftapp.models import load_base
from liftapp.paths import resources
load_base(None, resources() / "starter")
import bitsandbytes
import peft
"""


def test_no_compiled_kernel_is_fetched_and_nobody_is_told_to_install_any(tmp_path: Path) -> None:
    mark = tmp_path / "fetched"
    fetch = f"def get_kernel(*_, **__):\n    open({str(mark)!r}, 'w').close()\n"
    (tmp_path / "kernels.py").write_text(fetch)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{CODE}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not mark.exists()
