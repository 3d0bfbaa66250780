"""The command line's grammar. Stable: other programs build on it. No heavy import here."""

import argparse
from pathlib import Path
from typing import NoReturn

from liftapp import __version__
from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.errors import UsageError

EPILOG = """\
examples:
  liftapp                                         the window
  liftapp report.pdf                              the window, with this document
  liftapp --train report.pdf --ask "Who wrote it?"
  liftapp --ask "When is it due?" --document report --json

exit codes: 0 done; 1 a bug; 2 usage; 3 the document can't be read; 4 the model can't be loaded
or does not fit the memory; 5 out of memory or disk; 6 no such document or memory; 130 interrupted
(what is on disk can be resumed with --resume).
"""


ADAPTERS = ("gated", "slots", "lora", "pissa", "cartridge")
"""Kinds of memory that can be learned."""
BENCHMARKS = ("loogle", "longbench", "needle")
"""What `--exam FOLDER` can read."""
OWN = Path("own")
"""What `--exam` means without a file."""
LARGEST_SEED = 2**63 - 1


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without repeating the whole grammar."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(UsageError.exit_code, f"{self.prog}: {sentence}; see {self.prog} --help.\n")


def parser() -> argparse.ArgumentParser:
    """The parser of `liftapp`."""
    p = _Parser(
        prog="liftapp",
        description="Learns a long document on your own machine and answers questions about it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    p.add_argument("files", nargs="*", metavar="FILE", help="documents to open in the window")
    p.add_argument("--version", action="version", version=f"liftapp {__version__}")
    _actions(p)
    _learning(p)
    _common(p)
    return p


def asks_for_more(arguments: argparse.Namespace) -> bool:
    """Whether more is wanted than the window, which takes nothing but FILES and a home."""
    given = {**vars(arguments), "files": [], "home": None}
    return given != vars(parser().parse_args([]))


def _actions(p: argparse.ArgumentParser) -> None:
    what = p.add_argument_group("what to do")
    what.add_argument("--train", nargs="+", metavar="FILE", type=Path,
                      help="learn these documents, each as a memory of its own")  # fmt: skip
    what.add_argument("--together", action="store_true",
                      help="with --train: all files as one memory, in this order")  # fmt: skip
    what.add_argument(
        "--ask", action="append", metavar="QUESTION", help="ask; may be given several times"
    )
    what.add_argument(
        "--exam", nargs="?", const=OWN, metavar="FILE", type=Path,
        help="measure a memory with questions the base model writes about its document, section "
        "by section; with FILE: with the known questions in a JSON file (see resources/samples); "
        "'made': make a document with known answers, learn it and ask about it; 'speed': time a "
        "model of a named size with random weights",
    )  # fmt: skip
    what.add_argument(
        "--more", metavar="NAME",
        help="go on training a memory, with new questions about the sections its last exam found "
        "not learned; then examine it again",
    )  # fmt: skip
    what.add_argument("--list", action="store_true", help="list the memories in the library")
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename a memory")
    what.add_argument("--delete", metavar="NAME", help="delete a memory from library and disk")
    what.add_argument(
        "--export", nargs=2, metavar=("NAME", "FILE"), help="write a memory to a .liftmem file"
    )
    what.add_argument("--import", dest="take_in", metavar="FILE", type=Path,
                      help="take in a .liftmem file")  # fmt: skip
    what.add_argument("--install-launcher", action="store_true",
                      help="put liftapp into this user's menu of applications")  # fmt: skip
    what.add_argument("--uninstall-launcher", action="store_true", help="take it out again")


def _learning(p: argparse.ArgumentParser) -> None:
    how = p.add_argument_group("learning and asking")
    how.add_argument("--name", help="name of the memory (default: the document's title)")
    how.add_argument("--document", metavar="NAME", help="memory to ask (default: the newest)")
    how.add_argument(
        "--mode", default="both",
        choices=("both", "memory", "window", "hybrid", "passages", "base"),
        help="what may carry the answer: memory and window (default), one of them, memory and the "
        "passages that fit the question (hybrid; where the memory recalls, both and passages "
        "vote too), those alone (passages), or nothing (base)",
    )  # fmt: skip
    how.add_argument("--preset", choices=tuple(PRESETS), default=DEFAULT_PRESET,
                     help=f"how to learn (default: {DEFAULT_PRESET})")  # fmt: skip
    how.add_argument("--adapter", choices=ADAPTERS,
                     help="kind of memory (default: the preset's)")  # fmt: skip
    how.add_argument("--model", metavar="MODEL",
                     help="folder or hub id of the base model (default: the starter)")  # fmt: skip
    how.add_argument("--device", help="cpu, cuda or mps (default: the best there is)")
    how.add_argument(
        "--4bit",
        dest="quantize",
        action="store_const",
        const="4bit",
        help="load the base model in 4 bit",
    )
    how.add_argument("--seed", type=_seed, default=0, help="same seed, same memory (default: 0)")
    how.add_argument("--password", help="password of a protected PDF")
    how.add_argument("--ocr", action="store_true",
                     help="with --train: first recognise the text of scanned pages of PDFs (with "
                     "OCRmyPDF, where it is installed)")  # fmt: skip
    how.add_argument("--resume", action="store_true",
                     help="go on with an interrupted --train or --more")  # fmt: skip
    how.add_argument("--sections", nargs="+", metavar="N", type=int, default=(),
                     help="with --more: these sections, by their numbers in the exam")  # fmt: skip
    how.add_argument("--report", metavar="FOLDER", type=Path,
                     help="with --exam: write report.md and results.jsonl there too")  # fmt: skip
    how.add_argument("--length", metavar="TOKENS", type=int,
                     help="with --exam made: of the document (default: 5000)")  # fmt: skip
    how.add_argument("--similarity", action="store_true",
                     help="with --exam FILE or made: compare each layer's attention outputs with "
                     "those of the full context")  # fmt: skip
    how.add_argument("--compare", action="store_true",
                     help="with --exam made: many documents, each learned in several ways, with "
                     "a report and plots; goes on where it was interrupted")  # fmt: skip
    how.add_argument("--documents", metavar="N", type=int,
                     help="with --compare: how many, from --seed on (default: 10)")  # fmt: skip
    how.add_argument("--contestants", nargs="+", metavar="KIND/PRESET",
                     help="with --compare: who, such as lora/trained or "
                     "gated/paper,questions=30,recite=off")  # fmt: skip
    how.add_argument("--config", metavar="NAME",
                     help="with --exam speed: which size, such as starter, qwen3-0.6b or "
                     "llama3-8b (default: qwen3-0.6b)")  # fmt: skip
    how.add_argument("--quick", action="store_true",
                     help="with --exam: fewer questions; made: a short document too")  # fmt: skip
    how.add_argument("--benchmark", choices=BENCHMARKS,
                     help="--exam names a folder with this benchmark's own files: learn each "
                     "document and ask about it")  # fmt: skip
    how.add_argument("--limit", metavar="N", type=int,
                     help="with --benchmark: the first N documents only")  # fmt: skip
    how.add_argument("--judge", metavar="URL",
                     help="with --benchmark: send questions and answers to this OpenAI-compatible "
                     "endpoint to be judged (key: LIFTAPP_JUDGE_KEY)")  # fmt: skip
    how.add_argument("--judge-model", metavar="NAME", help="the model to ask there")


def _seed(text: str) -> int:
    """A seed that torch takes as well."""
    # Counted first: int() refuses thousands of digits in words of its own.
    if text.isdecimal() and len(text) < 20 and int(text) <= LARGEST_SEED:
        return int(text)
    raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 to {LARGEST_SEED}")


def _common(p: argparse.ArgumentParser) -> None:
    common = p.add_argument_group("around it")
    common.add_argument(
        "--json", action="store_true", help="one JSON object per line on standard output"
    )
    common.add_argument(
        "--home", metavar="DIR", type=Path, help="keep everything below DIR (or LIFTAPP_HOME)"
    )
