"""A real base model that takes milliseconds: random weights, a small tokenizer, a window of 256."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from liftapp.lift import prompts
from liftapp.paths import Home
from liftapp.starter.model import Shape, export, new_model
from liftapp.starter.tokenizer import train_tokenizer
from liftapp.workflows.learn import learn
from liftapp.workflows.learning import Learned
from liftapp.workflows.request import LearnRequest

WINDOW = 256  # tokens
SHAPE = Shape(layers=2, hidden=32, head_width=16, kv_heads=1, mlp=32, heads=2)

FACTS = (
    ("The Halden reactor was built by Mira Osei in 1974.", "Who built the Halden reactor?"),
    ("Its turbine weighs 35 tonnes.", "How much does the turbine weigh?"),
    ("Jonas Brandt runs the archive in Zurich.", "Who runs the archive in Zurich?"),
    ("The archive opens at 9 in the morning.", "When does the archive open?"),
    ("Petra Lindqvist paid 420 francs for the old press.", "What did Petra Lindqvist pay?"),
    ("The press stands in the cellar of the mill.", "Where does the press stand?"),
)
TEXT = " ".join(sentence for sentence, _ in FACTS)
QUESTIONS = tuple(question for _, question in FACTS)


def save_base(folder: Path, seed: int = 0, window: int = WINDOW) -> Path:
    """Write the model and its tokenizer to `folder`; another seed gives other weights."""
    said = [p for name, p in vars(prompts).items() if name.isupper()]
    tokenizer = train_tokenizer([*said, TEXT, *QUESTIONS] * 2, vocabulary=512)
    model = new_model(SHAPE, tokenizer, seed)
    model.config.max_position_embeddings = window
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(seed)
        for parameter in model.parameters():
            if parameter.dim() == 2:  # all branches speak, else no memory could change an answer
                torch.nn.init.normal_(parameter, std=0.3)
    export(model, tokenizer, folder, tokens=0)
    return folder


def write_text(folder: Path, name: str = "reactor.txt", text: str = TEXT) -> Path:
    """A text file to learn."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def tensors_sha256(home: Home) -> list[str]:
    """Hashes of the tensors of every finished memory in a home, in no meaningful order."""
    found = (home.data / "memories").glob("*/memory.safetensors")
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in found)


def quickly(home: Home, path: Path, base: Path, **wanted: Any) -> Learned:
    """Learn with nobody watching, and without an exam unless it is wanted."""
    request = LearnRequest(path, model=str(base), **{"exam": False, "preset": "trained", **wanted})
    return learn(home, request, lambda _: None, lambda: False)


def learn_once(base: Path, folder: Path) -> Path:
    """A home with the memory `reactor` of TEXT, learned with seed 0; returns its root."""
    root = folder / "home"
    assert quickly(Home(root), write_text(folder), base, exam=True).finished
    return root


def copy_home(root: Path, home: Home) -> Home:
    """Put what lies below `root` into the home of a test."""
    assert home.root is not None
    shutil.copytree(root, home.root)
    return home


def one_thread() -> Iterator[None]:
    """Sums in one order, here and in the programs that tests start: bits are compared."""
    threads, inherited = torch.get_num_threads(), os.environ.get("OMP_NUM_THREADS")
    torch.set_num_threads(1)
    os.environ["OMP_NUM_THREADS"] = "1"
    yield
    torch.set_num_threads(threads)
    if inherited is None:
        del os.environ["OMP_NUM_THREADS"]
    else:
        os.environ["OMP_NUM_THREADS"] = inherited
