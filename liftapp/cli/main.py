"""`liftapp`: parse, do, and turn whatever goes wrong into one sentence and an exit code."""

import argparse
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.cli.arguments import OWN, parser
from liftapp.cli.output import Output, close_output, prepare_streams
from liftapp.errors import LiftappError, UsageError
from liftapp.events import Stop
from liftapp.paths import Home
from liftapp.workflows.failures import failure

if TYPE_CHECKING:
    from liftapp.workflows.examining import Examined

INTERRUPTED = 130
MADE = Path("made")
"""What `--exam` takes instead of a file: a document of its own."""
SPEED = Path("speed")
"""The same: no document and no weights."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; returns the exit code."""
    prepare_streams()
    arguments = parser().parse_args(argv)
    output = Output(arguments.json)
    try:
        home = Home(arguments.home)
        return _run(arguments, home, output)
    except LiftappError as e:
        output.say(f"liftapp: {e}")
        return e.exit_code
    except KeyboardInterrupt:
        output.say(f"liftapp: {_interrupted(arguments.exam)}")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): not an error, and nothing more can be said there.
        close_output()
        return 0
    except Exception as e:  # noqa: BLE001  the one place where a bug reaches the user
        return _failed(e, arguments.home, output)


def _interrupted(exam: Path | None) -> str:
    """What to do after Ctrl-C, in a sentence."""
    if exam is None:
        return "Interrupted; what was learned so far can go on with --resume."
    if exam == SPEED:
        return "Interrupted; --report keeps what was timed so far."
    return "Interrupted; the same command goes on from here."


def _failed(error: Exception, root: Path | None, output: Output) -> int:
    """Say what went wrong; a bug goes to the log too."""
    failed = failure(error)
    if isinstance(error, OSError):
        close_output()  # what is left in it could not be written at the end either
    where = f" {_log(root)}" if failed.details else ""
    output.say(f"liftapp: {failed.sentence}{where}")
    return failed.exit_code


def _log(root: Path | None) -> str:
    """Append the traceback of the current error to the log; says where it is."""
    try:
        path = Home(root).state / "errors.log"
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}\n")
    except (OSError, LiftappError):
        return "Please report it."
    return f"Please report it with {path}."


def _run(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows import manage

    match _chosen(arguments):
        case "list":
            memories = manage.list_memories(home)
            for record in memories:
                output.memory(record)
            if not memories:
                output.say("No memories yet; learn a document with --train FILE.")
        case "delete":
            gone = manage.delete(home, arguments.delete)
            output.result(f"Deleted {gone.name}", {"deleted": gone.name, "id": gone.id})
        case "rename":
            output.memory(manage.rename(home, *arguments.rename))
        case "export":
            name, path = arguments.export
            output.memory(manage.export(home, name, Path(path)))
        case "take_in":
            output.memory(manage.take_in(home, arguments.take_in, arguments.name))
        case "install_launcher" | "uninstall_launcher":
            _change_launcher(arguments.install_launcher, home, output)
        case "exam":
            return _exam(arguments)(arguments, home, output)
        case "more":
            return _learn_more(arguments, home, output)
        case _:
            return _learn_and_ask(arguments, home, output)
    return 0


def _exam(arguments: argparse.Namespace) -> Callable[[argparse.Namespace, Home, Output], int]:
    """Which exam `--exam` means."""
    if arguments.benchmark:
        return _run_benchmark
    if arguments.compare:
        return _compare
    return {OWN: _examine_own, SPEED: _time}.get(arguments.exam, _examine)


def _chosen(arguments: argparse.Namespace) -> str:
    """What is to be done, by its option (`train` before `ask`); UsageError for no sense."""
    if arguments.files:
        raise UsageError(
            f"Only the window opens {arguments.files[0]}, and takes no other options; "
            "learn it here with --train."
        )
    chosen = [a for a in ("list", "delete", "rename", "export", "take_in", "install_launcher",
                           "uninstall_launcher", "exam", "more", "train", "ask")
              if getattr(arguments, a)]  # fmt: skip
    if not chosen:
        raise UsageError(
            "The options say how, but not what to do; add for example --train FILE "
            "(liftapp --help lists all)."
        )
    if len(chosen) > 1 and chosen != ["train", "ask"]:
        raise UsageError("Only --train and --ask go together; give one thing to do at a time.")
    if arguments.report and (chosen != ["exam"] or arguments.exam == OWN):
        raise UsageError("--report FOLDER is what --exam FILE writes; give both.")
    if arguments.sections and chosen != ["more"]:
        raise UsageError("--sections says what --more NAME learns; give both.")
    if arguments.together and (not arguments.train or len(arguments.train) < 2):
        raise UsageError("--together makes one memory of several files; give them with --train.")
    if arguments.ocr and not arguments.train:
        raise UsageError("--ocr is for files that are to be learned; give them with --train.")
    if arguments.quick and chosen != ["exam"]:
        raise UsageError("--quick is for --exam; learning has no quick form.")
    if arguments.length is not None and arguments.exam != MADE:
        raise UsageError("--length is of the document of --exam made; give both.")
    _check_comparison(arguments)
    _check_benchmark(arguments)
    return chosen[0]


def _check_comparison(arguments: argparse.Namespace) -> None:
    """Raise UsageError for options of comparisons and of speed that stand alone."""
    if arguments.compare and (arguments.exam != MADE or arguments.adapter or arguments.document):
        raise UsageError("--compare is of --exam made, and --contestants say which adapters.")
    if (arguments.documents is not None or arguments.contestants) and not arguments.compare:
        raise UsageError("--documents and --contestants are for --exam made --compare.")
    if arguments.similarity and (arguments.exam is None or _exam(arguments) is not _examine):
        raise UsageError("--similarity is of --exam FILE and --exam made; give both.")
    if arguments.config and arguments.exam != SPEED:
        raise UsageError("--config names a size of model for --exam speed; give both.")
    if arguments.exam == SPEED and (arguments.model or arguments.quantize):
        raise UsageError("--exam speed makes its own model; leave --model and --4bit out.")


def _check_benchmark(arguments: argparse.Namespace) -> None:
    """Raise UsageError for options of benchmarks that make no sense as they are given."""
    if arguments.benchmark is None:
        if (arguments.limit, arguments.judge, arguments.judge_model) != (None, None, None):
            raise UsageError("--limit and --judge are for --exam FOLDER --benchmark NAME.")
    elif arguments.exam in (None, OWN):
        raise UsageError("--benchmark says what --exam FOLDER holds; give both.")
    elif arguments.document or arguments.quick:
        raise UsageError(
            "A benchmark brings its own documents and questions; leave --document and --quick "
            "out, and use --limit for fewer."
        )
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError("--limit is a number of documents, 1 at least.")
    if (arguments.judge is None) != (arguments.judge_model is None):
        raise UsageError("A judge is an endpoint and a model; give --judge and --judge-model.")


def _change_launcher(wanted: bool, home: Home, output: Output) -> None:
    from liftapp.workflows.launcher import install_launcher, uninstall_launcher

    files = list(map(str, install_launcher(home) if wanted else uninstall_launcher()))
    done = "installed" if wanted else "uninstalled"
    output.result(f"Launcher {done}: {files[0]}", {done: files})


def _examine(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows import made_exam
    from liftapp.workflows.examine import examine
    from liftapp.workflows.examining import make_report_folder

    questions, name, quick = arguments.exam, arguments.document, arguments.quick
    if questions == MADE:
        if arguments.report is not None:
            make_report_folder(arguments.report)  # before learning; `examine` makes it for a file
        length = arguments.length or (made_exam.QUICK_TOKENS if quick else made_exam.TOKENS)
        document, questions = made_exam.make_document(home, length, arguments.seed)
        changed: dict[str, object] = {"train": [document], "name": None, "resume": True}
        name = _learn(argparse.Namespace(**{**vars(arguments), **changed}), home, output)
        if name is None:
            output.say("liftapp: Stopped; the same command goes on from here.")
            return INTERRUPTED
    examined = examine(
        home, questions, name, model=arguments.model, device=arguments.device,
        most=made_exam.QUICK_MOST if quick else made_exam.MOST,
        seed=arguments.seed, report=arguments.report, similarity=arguments.similarity,
        tell=output.say,
    )  # fmt: skip
    return _tell(examined, output)


def _examine_own(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows.own_exam import own_exam

    with _interruptible() as stop:
        examined = own_exam(
            home, arguments.document, output.event, stop, model=arguments.model,
            device=arguments.device, quantize=arguments.quantize, quick=arguments.quick,
        )  # fmt: skip
    if examined is None:
        output.say("liftapp: Stopped; the exam that was kept before stays.")
        return INTERRUPTED
    return _tell(examined, output)


def _tell(examined: "Examined", output: Output) -> int:
    """Print what an exam found so far; returns the exit code."""
    output.results(examined.text, examined.rows)
    if not examined.finished:
        output.say("liftapp: Stopped; the same command goes on from here.")
    return 0 if examined.finished else INTERRUPTED


def _learn_more(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows.more import learn_more, more_request

    request = replace(
        more_request(home, arguments.more, arguments.sections, arguments.device),
        quantize=arguments.quantize, resume=arguments.resume, times=0,
    )  # fmt: skip
    if arguments.model:
        request = replace(request, model=arguments.model)
    with _interruptible() as stop:
        try:
            learned = learn_more(home, request, output.event, stop)
        except BrokenPipeError:
            close_output()  # as in `_learn`
            return INTERRUPTED
    if not learned.finished:
        output.say("liftapp: Stopped; the same command with --resume goes on from here.")
        return INTERRUPTED
    return 0


def _compare(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows import made_exam
    from liftapp.workflows.compare import CompareRequest, compare

    quick = arguments.quick
    request = CompareRequest(
        tuple(arguments.contestants or ()),
        length=arguments.length or (made_exam.QUICK_TOKENS if quick else made_exam.TOKENS),
        seed=arguments.seed, most=made_exam.QUICK_MOST if quick else made_exam.MOST,
        model=arguments.model, device=arguments.device, quantize=arguments.quantize,
        report=arguments.report,
    )  # fmt: skip
    if arguments.documents is not None:
        request = replace(request, documents=arguments.documents)
    with _interruptible() as stop:
        done = compare(home, request, output.event, stop, output.say)
    return _tell(done, output)


def _time(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows.speed import speed

    timed = speed(
        arguments.config, adapter=arguments.adapter, device=arguments.device,
        report=arguments.report, tell=output.say,
    )  # fmt: skip
    return _tell(timed, output)


def _run_benchmark(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    from liftapp.workflows.benchmark import BenchmarkRequest, benchmark

    judge = None
    if arguments.judge is not None:
        from liftapp.exam.judge import Judge

        judge = Judge(arguments.judge, arguments.judge_model)
    request = BenchmarkRequest(
        arguments.exam, arguments.benchmark, model=arguments.model, preset=arguments.preset,
        adapter=arguments.adapter, device=arguments.device,
        quantize=arguments.quantize, seed=arguments.seed,
        limit=arguments.limit, report=arguments.report, judge=judge,
    )  # fmt: skip
    with _interruptible() as stop:
        done = benchmark(home, request, output.event, stop, output.say)
    return _tell(done, output)


def _learn_and_ask(arguments: argparse.Namespace, home: Home, output: Output) -> int:
    name: str | None = arguments.document
    if arguments.train:
        learned = _learn(arguments, home, output)
        if learned is None:
            output.say("liftapp: Stopped; the same command with --resume goes on from here.")
            return INTERRUPTED
        name = name or learned
    if arguments.ask:
        from liftapp.workflows.ask import Conversation

        with Conversation(
            home, name, model=arguments.model, device=arguments.device,
            quantize=arguments.quantize,
        ) as conversation:  # fmt: skip
            for question in arguments.ask:
                if not arguments.json:
                    output.say(f"> {question}")
                output.reply(conversation.ask(question, arguments.mode))
    return 0


def _learn(arguments: argparse.Namespace, home: Home, output: Output) -> str | None:
    """Learn every file, or all as one; the id of the last memory, or None when interrupted."""
    from liftapp.workflows.learn import learn
    from liftapp.workflows.recognise import recognised
    from liftapp.workflows.request import LearnRequest

    paths, together = arguments.train, arguments.together
    if arguments.name and len(paths) > 1 and not together:
        raise UsageError("--name names one memory; give one FILE with it, or --together.")
    last: str | None = None
    with _interruptible() as stop:
        if arguments.ocr:
            found = [recognised(home, path, stop, arguments.password) for path in paths]
            if None in found:
                return None
            paths = found
        memories = [paths] if together else [[path] for path in paths]
        for path, *others in memories:
            request = LearnRequest(
                path,
                others=tuple(others),
                name=arguments.name,
                model=arguments.model,
                preset=arguments.preset,
                adapter=arguments.adapter,
                device=arguments.device,
                quantize=arguments.quantize,
                seed=arguments.seed,
                password=arguments.password,
                resume=arguments.resume,
                or_begin=len(memories) > 1 or arguments.exam is not None,
                exam=arguments.exam is None,
            )
            try:
                result = learn(home, request, output.event, stop)
            except BrokenPipeError:
                # Whoever read the progress went away: that stops the job like Ctrl-C does.
                close_output()
                return None
            if not result.finished:
                return None
            if result.known:
                output.say(f"{result.record.name} is learned already; nothing to do.")
            last = result.record.id
    return last


@contextmanager
def _interruptible() -> Iterator[Stop]:
    """The first Ctrl-C (or SIGTERM) asks the job to stop after its step, a second one insists."""
    asked: list[int] = []

    def handle(number: int, _frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        # Not print: the signal may come in the middle of one, which then refuses a second.
        with suppress(OSError):
            os.write(2, b"\nStopping after this step...\n")

    before = {n: signal.signal(n, handle) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
