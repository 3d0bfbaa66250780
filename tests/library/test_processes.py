"""Two liftapps at once, and how light one is."""

import subprocess
import sys
from pathlib import Path

from liftapp.library import Library, Status
from liftapp.paths import Home
from tests.library.samples import files_below, learn

ROOT = Path(__file__).parents[2]

WORK = """
import random, sys
from liftapp.errors import LiftappError, NotFound, UsageError, ModelUnavailable
from liftapp.library import Library
from liftapp.paths import Home
from pathlib import Path
from tests.library.samples import begin, learn

chance = random.Random(int(sys.argv[1]))
bundle = Path(sys.argv[2])
done = 0
for _ in range(15):
    with Library(Home()) as library:
        for _ in range(4):
            memories = library.memories.all()
            try:
                match chance.randrange(6):
                    case 0 | 1:
                        learn(library, "shared", chance.choice("ab"))
                    case 2:
                        library.import_memory(bundle)
                    case 3:
                        library.save_checkpoint(begin(library, "shared").id, b"x" * 1000)
                    case 4 if memories:
                        key = chance.choice(memories).id
                        library.memories.rename(key, f"shared {chance.randrange(4)}")
                    case 5 if memories:
                        library.delete_memory(chance.choice(memories).id)
                done += 1
            except (NotFound, UsageError):
                pass  # the other one was faster: gone, or the name is taken
print(done)
"""

SAME_NAME = """
from liftapp.library import Library
from liftapp.paths import Home
from tests.library.samples import begin
input()
with Library(Home()) as library:
    for _ in range(40):
        begin(library, "same")
"""

OPEN_AND_LIST = """
import sys, time
from liftapp.library import Library
from liftapp.paths import Home
with Library(Home()) as library:
    print(len(library.memories.all()))
heavy = {"torch", "transformers", "numpy", "PySide6", "psutil", "safetensors"} & set(sys.modules)
print(sorted(heavy))
print(time.process_time())
"""


def test_two_processes_do_not_corrupt_it(home: Home, tmp_path: Path) -> None:
    bundle = tmp_path / "carried.liftmem"
    with Library(home) as library:
        library.export_memory(learn(library).id, bundle)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(seed), str(bundle)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in (1, 2)
    ]
    for worker in workers:
        out, error = worker.communicate(timeout=120)
        assert (worker.returncode, error) == (0, "")
        assert int(out) > 20
    with Library(home) as library:
        assert library._database.rows("PRAGMA integrity_check")[0][0] == "ok"
        assert library._database.rows("PRAGMA foreign_key_check") == []
        memories = library.memories.all()
        names = [memory.name for memory in memories]
        assert len(set(names)) == len(names)
        ready = [memory for memory in memories if memory.status is Status.READY]
        for memory in ready:
            library.load_memory(memory.id)
            assert library.documents.passages(memory.document_sha256)
    on_disk = {name.split("/")[0] for name in files_below(home.data / "memories")}
    assert on_disk == {memory.id for memory in ready}


def test_names_stay_unique_between_processes(home: Home) -> None:
    Library(home).close()
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", SAME_NAME], cwd=ROOT, stdin=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=120)
        assert worker.returncode == 0
    with Library(home) as library:
        numbered = {f"same ({number})" for number in range(2, 81)}
        assert {memory.name for memory in library.memories.all()} == {"same"} | numbered


def test_listing_is_light(home: Home) -> None:
    with Library(home) as library:
        learn(library)
    ended = subprocess.run(
        [sys.executable, "-c", OPEN_AND_LIST], capture_output=True, text=True, check=True
    )
    count, heavy, seconds = ended.stdout.splitlines()
    assert (count, heavy) == ("1", "[]")
    assert float(seconds) < 0.3
