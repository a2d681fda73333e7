"""What is measured at one size: compares beside the peers, a chain beside its decoding, the start."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench import teire
from tests.bench.folders import STAGES, Folder
from tests.bench.kept import NAME as KEPT
from tests.bench.kept import kept_command
from tests.bench.peers import Peer
from tests.bench.runs import Command, Series, alternate, warm
from tests.bench.scores import attribution_faults, faults

DECODE = "decode alone"
VIPS = "libvips"
_STAGE_RUNS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """A size of picture and what it is called."""

    name: str
    width: int
    height: int

    @property
    def pixels(self) -> int:
        """Their number."""
        return self.width * self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure with, how often, and which sections were asked for."""

    peers: tuple[Peer, ...]
    runs: int
    slow_runs: int
    sections: frozenset[str]


@dataclass(slots=True, kw_only=True)
class Result:
    """What one alternation gave. `faults` by command: what was wrong with its answers."""

    size: Size
    section: str
    series: dict[str, Series]
    faults: dict[str, list[str]] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    peak_inside: int = 0
    figures: dict[str, Any] = field(default_factory=dict)


def prepared(folder: Folder, what: str, size: Size) -> None:
    """Make the pictures of a size unless they are there."""
    if folder.made(what):
        return
    words = [sys.executable, "-m", "tests.bench.pictures", what, str(folder.root), str(size.width), str(size.height)]
    subprocess.run(words, check=True)


def measured_pair(size: Size, folder: Folder, section: str, plan: Plan) -> Result:
    """Compare the painting with a scene (`repaint` or `local`) by Teire and by every peer, in alternation."""
    before, after = folder.before, folder.after(section)
    truth = json.loads(folder.facts(section).read_text(encoding="utf-8"))
    warm([before, after])
    series = alternate(_commands(size, folder, section, plan))
    stages, peak, overlap = _inside(folder, section)
    result = Result(size=size, section=section, series=series, stages=stages, peak_inside=peak)
    for name in (teire.NAME, KEPT):
        if name in series:
            result.faults[name] = _faults_of(series[name], truth, overlap)
    result.figures = {"overlap": overlap, "truth_permille": truth["permille"], **_answered(series[teire.NAME])}
    return result


def measured_chain(size: Size, folder: Folder, plan: Plan) -> Result:
    """Attribute the eight stages, cold, in alternation with decoding the same files alone, by Teire and by libvips."""
    files = [folder.stage(index) for index in range(len(STAGES))]
    out = folder.root / "out-owners.png"
    warm(files)
    chain = [(stage.kind, stage.name, path) for stage, path in zip(STAGES, files, strict=True)]
    series = alternate(
        [
            teire.attribute_command(chain, out, plan.runs),
            Command(name=DECODE, argv=teire.inside_words("decode", *files), runs=plan.runs),
            Command(name=VIPS, argv=teire.inside_words("vips", *files), runs=plan.runs),
        ]
    )
    result = Result(size=size, section="attribute", series=series)
    ours = series[teire.NAME]
    if ours.failure is not None:
        result.faults[teire.NAME] = [ours.failure]
        return result
    agreement = teire.inside("owners", out, folder.owners)["agreement"]
    result.figures = {"agreement": agreement}
    result.faults[teire.NAME] = attribution_faults(ours.answers[-1], agreement)
    out.unlink()
    return result


def measured_start(folder: Path, runs: int) -> dict[str, float]:
    """Return the median seconds of importing what a compare imports, and of a compare of two tiny pictures."""
    before, after = _tiny(folder)
    tiny = alternate([teire.compare_command(before, after, folder / "out-tiny.png", runs)])[teire.NAME]
    seconds = teire.inside("imports", before, after)["seconds"]
    whole = statistics.median(one.wall for one in tiny.measured) if tiny.measured else float("nan")
    return {"imports": statistics.median(seconds), "tiny_compare": whole}


def _commands(size: Size, folder: Folder, section: str, plan: Plan) -> list[Command]:
    before, after = folder.before, folder.after(section)
    commands = [teire.compare_command(before, after, folder.root / "out-teire.png", plan.runs)]
    if "kept" in plan.sections:
        commands.append(kept_command(before, after, folder.root / f"kept-{section}", plan.runs))
    for peer in plan.peers:
        runs = min(plan.runs, plan.slow_runs) if peer.slow else plan.runs
        fits = peer.most_pixels is None or size.pixels <= peer.most_pixels
        # The slow ones would only say the same again of a small edit.
        if runs and fits and not (peer.slow and section == "local"):
            commands.append(peer.command(before, after, folder.root / f"out-{peer.name}.png", runs))
    return commands


def _inside(folder: Folder, section: str) -> tuple[dict[str, float], int, float]:
    before, after, truth = folder.before, folder.after(section), folder.truth(section)
    answers = [teire.inside("stages", before, after, truth, folder.root / "out-stages.png") for _ in range(_STAGE_RUNS)]
    names = answers[0]["seconds"]
    stages = {name: statistics.median(answer["seconds"][name] for answer in answers) for name in names}
    return stages, max(answer["peak"] for answer in answers), min(answer["overlap"] for answer in answers)


def _faults_of(series: Series, truth: dict[str, Any], overlap: float) -> list[str]:
    if series.failure is not None:
        return [series.failure]
    # Every run's answer counts; the same one is read once.
    found: dict[str, None] = {}
    for answer in dict.fromkeys(series.answers):
        found.update(dict.fromkeys(faults(answer, truth, overlap)))
    return list(found)


def _answered(series: Series) -> dict[str, Any]:
    if not series.answers:
        return {}
    report = json.loads(series.answers[-1])
    repaint = report["repaint"]
    return {
        "changed_permille": repaint["changed_permille"],
        "regions": len(repaint["regions"]),
        "grade_found": report["grade"]["found"],
        "aligned": report["alignment"]["found"],
    }


def _tiny(folder: Path) -> Sequence[Path]:
    """Make two pictures of 64 × 64 and return their files."""
    tiny = Folder(folder / "64x64")
    prepared(tiny, "pair", Size("64x64", 64, 64))
    return tiny.before, tiny.after("repaint")
