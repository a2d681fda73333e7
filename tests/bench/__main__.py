"""`python -m tests.bench`: Teire beside the other programs that compare pictures, timed and scored."""

import argparse
import sys
from pathlib import Path

from tests.bench import teire
from tests.bench.candidates import measured_candidates
from tests.bench.folders import Folder
from tests.bench.measures import Plan, Size, measured_chain, measured_pair, measured_start, prepared
from tests.bench.peers import find_peers
from tests.bench.report import Report

SECTIONS = ("startup", "repaint", "local", "kept", "attribute")
_SIZES = {"4k": (3840, 2160), "8k": (7680, 4320), "16k": (16384, 8192)}
_CHAIN_PIXELS = 40_000_000
"""Eight stages at 16K are only made where the attribution is all that was asked for."""


def main(arguments: list[str]) -> int:
    """Measure what was asked for; return 1 where an answer was wrong."""
    options = _options(arguments)
    sections = frozenset(options.only or SECTIONS)
    peers, missing = find_peers(options.peers, options.skimage_python)
    report = Report()
    report.head(peers, missing)
    plan = Plan(peers=peers, runs=options.runs, slow_runs=options.slow_runs, sections=sections)
    if "startup" in sections:
        report.start(measured_start(options.folder, options.runs))
    for size in options.sizes:
        _pairs(size, Folder(options.folder / size.name), plan, report)
    if "attribute" in sections:
        _chains(options.sizes, options.folder, plan, report)
    if "candidates" in sections:
        report.candidates(measured_candidates(options.folder))
    status = report.tail()
    if options.out is not None:
        report.write(options.out)
    return status


def _pairs(size: Size, folder: Folder, plan: Plan, report: Report) -> None:
    wanted = {"repaint", "local"} if "kept" in plan.sections else {"repaint", "local"} & plan.sections
    for section in ("repaint", "local"):
        if section in wanted:
            prepared(folder, "pair", size)
            report.add(measured_pair(size, folder, section, plan))


def _chains(sizes: list[Size], root: Path, plan: Plan, report: Report) -> None:
    if not teire.has_command("attribute"):
        report.skipped("attribution: this Teire has no command “attribute” yet, so it was not measured")
        return
    for size in sizes:
        if size.pixels > _CHAIN_PIXELS and plan.sections != {"attribute"}:
            report.skipped(f"attribution at {size.name}: only with --only attribute")
            continue
        folder = Folder(root / size.name)
        prepared(folder, "chain", size)
        report.add(measured_chain(size, folder, plan))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, help="4k,8k,16k (the default), or any as 1920x1080")
    parser.add_argument("--runs", type=_count, help="rounds of the alternation (7)")
    parser.add_argument("--slow-runs", type=int, help="rounds for ImageMagick and SSIM (2); 0 leaves them out")
    parser.add_argument(
        "--only", action="append", choices=(*SECTIONS, "candidates"), help="one section; again for more"
    )
    parser.add_argument("--quick", action="store_true", help="4k, 3 rounds, no slow peers")
    parser.add_argument("--out", type=Path, help="write every figure to this JSON file")
    parser.add_argument("--peers", type=Path, help="where npm put blazediff and odiff (build/peers)")
    parser.add_argument("--skimage-python", help="a Python that has scikit-image")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where the pictures are kept")
    options = parser.parse_args(arguments)
    options.sizes = options.sizes or _sizes("4k" if options.quick else "4k,8k,16k")
    options.runs = options.runs or (3 if options.quick else 7)
    if options.slow_runs is None:
        options.slow_runs = 0 if options.quick else 2
    if options.peers is None and Path("build/peers").is_dir():
        options.peers = Path("build/peers")
    return options


def _sizes(text: str) -> list[Size]:
    return [_size(name.strip().lower()) for name in text.split(",")]


def _size(name: str) -> Size:
    if name in _SIZES:
        return Size(name, *_SIZES[name])
    width, cross, height = name.partition("x")
    if not (cross and width.isdigit() and height.isdigit() and min(int(width), int(height)) >= 64):
        raise argparse.ArgumentTypeError(f"“{name}” is no size: 4k, 8k, 16k, or such as 1920x1080")
    return Size(name, int(width), int(height))


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of rounds")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
