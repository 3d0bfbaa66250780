"""Make, train, resume and measure the starter model: `python -m liftapp.starter --help`."""

import argparse
import os
import sys
from pathlib import Path

from liftapp.errors import LiftappError, UsageError
from liftapp.models.stated import stated

# Idle OpenMP threads that spin take half the machine away from whoever works beside them. Read
# when torch is imported, so it is set before.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        finished = True
        if options.start is not None:
            stated(options.start)
        elif options.wider or options.without:
            raise UsageError("Say with --start which model is to be wider or to lose layers.")
        if options.command in ("average", "measure"):
            stated(options.out / "model")
        if options.command == "samples":
            from liftapp.starter.samples import write_samples

            write_samples(options.out)
        if options.command in ("make", "train", "all"):
            finished = _train(options)
        if options.command == "average":
            if options.start is None:
                raise UsageError("Say with --start which earlier model is to be averaged with.")
            from liftapp.starter.model import average

            average(options.out / "model", options.start, options.share)
        if options.command in ("measure", "all") and finished:
            from liftapp.starter.measuring import measure

            measure(options.out / "model")
        return 0 if finished else 130
    except LiftappError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m liftapp.starter", description=__doc__)
    parser.add_argument(
        "command",
        choices=("make", "train", "average", "measure", "all", "samples"),
        help="make: the tokenizer; train: tokenizer and model; average: put the model between "
        "an earlier one and its run's end; measure: a trained model; all: train and measure; "
        "samples: the sample document and the foreign passages",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--tokens", type=float, default=17e6, help="to train on in all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true", help="go on where the run stopped")
    parser.add_argument("--start", type=Path, help="begin with the weights of this model folder")
    parser.add_argument(
        "--without", type=int, nargs="+", default=(), help="but for these of its layers, from 0"
    )
    parser.add_argument(
        "--wider", action="store_true", help="with twice its heads and rows of the MLP"
    )
    parser.add_argument("--share", type=float, default=0.5, help="of the run's end in the average")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--layers", type=int, default=6, help="of a model without --start")
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--mlp", type=int, default=704)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--kv-heads", type=int, default=4)
    parser.add_argument("--vocabulary", type=int, default=2048)
    parser.add_argument("--rows", type=int, default=1, help="rows of 4,096 tokens in a step")
    parser.add_argument("--matrix-lr", type=float, default=0.02, help="rate of Muon")
    parser.add_argument("--other-lr", type=float, default=3e-3, help="rate of AdamW")
    parser.add_argument(
        "--decay", type=float, default=0.25, help="share of the run in which the rates fall to 0"
    )
    parser.add_argument(
        "--pointing", type=float, default=0.3, help="weight of the loss that says where to look"
    )
    parser.add_argument("--weight-decay", type=float, default=0.0, help="of Muon's matrices")
    parser.add_argument(
        "--averaging",
        type=float,
        default=0.0,
        help="share of the moving mean of the weights, the model, that a step keeps",
    )
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    parser.add_argument("--no-compile", action="store_true", help="don't use torch.compile")
    parser.add_argument("--save-minutes", type=float, default=2.0)
    parser.add_argument(
        "--stages", type=_stages, default=None, help="0:256,0.3:384,0.5:640,0.64:1024"
    )
    return parser


def _stages(text: str) -> tuple[tuple[float, int], ...]:
    pairs = (part.split(":") for part in text.split(","))
    return tuple((float(share), int(most)) for share, most in pairs)


def _train(options: argparse.Namespace) -> bool:
    from liftapp.starter.corpus import chats
    from liftapp.starter.model import Shape
    from liftapp.starter.training import Running, Settings, load_tokenizer, train

    settings = Settings(
        tokens=int(options.tokens),
        seed=options.seed,
        vocabulary=options.vocabulary,
        shape=Shape(
            layers=options.layers,
            hidden=options.hidden,
            mlp=options.mlp,
            kv_heads=options.kv_heads,
            heads=options.heads,
        ),
        rows=options.rows,
        matrix_lr=options.matrix_lr,
        other_lr=options.other_lr,
        decay=options.decay,
        averaging=options.averaging,
        pointing=options.pointing,
        weight_decay=options.weight_decay,
        stages=options.stages or Settings.stages,
    )
    if options.command == "make":
        load_tokenizer(options.out, settings, chats)
        return True
    running = Running(
        threads=options.threads,
        save_minutes=options.save_minutes,
        precision=options.precision,
        compile=not options.no_compile,
    )
    return train(
        options.out,
        settings,
        chats,
        running,
        resume=options.resume,
        start=options.start,
        without=tuple(options.without),
        wider=options.wider,
    )


if __name__ == "__main__":
    sys.exit(main())
