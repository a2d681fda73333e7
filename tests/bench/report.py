"""What the bench says: tables for people, one JSON document for programs."""

import json
import os
import platform
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.bars import CANDIDATES, IMPORTS, Verdict, per_pixel, verdicts
from tests.bench.measures import Result
from tests.bench.peers import Peer
from tests.bench.runs import Series


@dataclass(slots=True)
class Report:
    """Collects results and says them as they come."""

    say: Callable[[str], None] = print
    results: list[Result] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    voids: list[str] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)

    def head(self, peers: tuple[Peer, ...], missing: dict[str, str]) -> None:
        """Say where this runs and which peers take part."""
        machine = {
            "system": platform.platform(),
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "load": os.getloadavg()[0],
        }
        self.document.update(
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            machine=machine,
            peers={peer.name: peer.version for peer in peers},
            missing=missing,
        )
        load = f"load {machine['load']:.2f}"
        self.say(f"Teire bench: {machine['processors']} processors, Python {machine['python']}, {load}")
        for peer in peers:
            self.say(f"  {peer.name:12} {peer.version}")
        for name, how in missing.items():
            self.say(f"  {name:12} not installed ({how})")

    def start(self, seconds: dict[str, float]) -> None:
        """Say how long Teire takes to start."""
        self.document["start"] = seconds
        self.say(f"\nStart: a compare of two 64×64 pictures takes {seconds['tiny_compare']:.3f} s as a whole process")
        self._judge([Verdict(name="seconds to import what a compare imports", value=seconds["imports"], bar=IMPORTS)])

    def candidates(self, found: dict[str, Any]) -> None:
        """Say how long it took to take candidates in."""
        self.document["candidates"] = found
        self.say(f"\n{found['taken']} candidates taken in; the same again in {found['again_seconds']:.1f} s")
        if found["wrong"]:
            self.voids.append(f"candidates: {found['wrong']} were refused, missing or taken twice")
        name = "seconds to take 1,640 candidates in"
        self._judge([Verdict(name=name, value=found["seconds"], bar=CANDIDATES, void=bool(found["wrong"]))])

    def add(self, result: Result) -> None:
        """Say what an alternation gave."""
        self.results.append(result)
        size = result.size
        self.say(f"\n{size.name} {result.section} ({size.width}×{size.height})")
        self.say(f"  {'':14}{'wall s':>9}{'(least)':>9}{'cpu s':>9}{'others':>9}{'peak MB':>9}{'runs':>6}")
        for name, series in result.series.items():
            self.say(_row(name, series))
        if _disturbed(result):
            self.say("  others used this machine meanwhile: run it again when it is quiet")
        if result.stages:
            steps = "  ".join(f"{name} {seconds:.3f}" for name, seconds in result.stages.items())
            self.say(f"  by stage, in one process: {steps}; peak {result.peak_inside / 1e6:.0f} MB")
        if result.figures:
            self.say("  answer: " + ", ".join(f"{name} {_figure(value)}" for name, value in result.figures.items()))
        for name, sentences in result.faults.items():
            for sentence in sentences:
                self.voids.append(f"{size.name} {result.section}, {name}: {sentence}")
                self.say(f"  VOID {name}: {sentence}")
        self._judge(verdicts(result))

    def skipped(self, sentence: str) -> None:
        """Say what was left out, and why."""
        self.document.setdefault("skipped", []).append(sentence)
        self.say(f"\n{sentence}")

    def tail(self) -> int:
        """Say the end and return the exit status: 1 where an answer was wrong."""
        growth = per_pixel(self.results)
        if growth is not None:
            self.say("")
            self._judge([growth])
        barred = [verdict for verdict in self.verdicts if verdict.bar is not None]
        if barred:
            self.say(f"\n{sum(verdict.met for verdict in barred)} of {len(barred)} bars met.")
        for verdict in barred:
            if not verdict.met:
                self.say(verdict.line())
        for sentence in self.voids:
            self.say(f"VOID {sentence}")
        return 1 if self.voids else 0

    def write(self, path: Path) -> None:
        """Write everything as JSON, each single run among it."""
        self.document["results"] = [_result_json(result) for result in self.results]
        self.document["bars"] = [
            {
                "name": verdict.name,
                "value": verdict.value,
                "bar": verdict.bar.most if verdict.bar else None,
                "next": verdict.bar.next if verdict.bar else None,
                "met": verdict.met if verdict.bar else None,
                "void": verdict.void,
            }
            for verdict in self.verdicts
        ]
        self.document["voids"] = self.voids
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.document, indent=1) + "\n", encoding="utf-8")

    def _judge(self, found: list[Verdict]) -> None:
        self.verdicts += found
        for verdict in found:
            self.say(verdict.line())


def _row(name: str, series: Series) -> str:
    if series.failure is not None or not series.measured:
        return f"  {name:14}failed: {series.failure}"
    walls = [one.wall for one in series.measured]
    middle = statistics.median
    cpu = middle(one.cpu for one in series.measured)
    others = middle(one.others for one in series.measured)
    peak = middle(one.peak for one in series.measured) / 1e6
    return f"  {name:14}{middle(walls):9.3f}{min(walls):9.3f}{cpu:9.3f}{others:9.3f}{peak:9.0f}{len(walls):6}"


def _disturbed(result: Result) -> bool:
    """Say whether others took more than a tenth of a processor in the middle."""
    runs = [one for series in result.series.values() for one in series.measured]
    return bool(runs) and statistics.median(one.others / one.wall for one in runs) > 0.1


def _figure(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _result_json(result: Result) -> dict[str, Any]:
    return {
        "size": result.size.name,
        "width": result.size.width,
        "height": result.size.height,
        "section": result.section,
        "runs": {name: [one.as_json() for one in series.measured] for name, series in result.series.items()},
        "failures": {name: one.failure for name, one in result.series.items() if one.failure is not None},
        "stages": result.stages,
        "peak_inside": result.peak_inside,
        "figures": result.figures,
        "faults": result.faults,
    }
