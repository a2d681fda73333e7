"""The bars: how many times a peer's time or memory Teire may take at most, and what is aimed at next."""

import statistics
from dataclasses import dataclass

from tests.bench.kept import NAME as KEPT
from tests.bench.measures import DECODE, Result
from tests.bench.runs import Series
from tests.bench.teire import NAME as TEIRE


@dataclass(frozen=True, slots=True)
class Bar:
    """The most that is allowed, and the next step where there is one."""

    most: float
    next: float | None = None


# Section, size ("" for any), who is measured, against whom, what.
_BARS = {
    ("repaint", "4k", TEIRE, "blazediff", "wall"): Bar(1.3),
    ("repaint", "8k", TEIRE, "blazediff", "wall"): Bar(1.0, 0.85),
    ("repaint", "8k", TEIRE, "odiff", "wall"): Bar(0.38, 0.30),
    ("repaint", "8k", TEIRE, "imagemagick", "wall"): Bar(0.07),
    ("repaint", "8k", TEIRE, "ssim", "wall"): Bar(0.035),
    ("repaint", "16k", TEIRE, "odiff", "wall"): Bar(0.33),
    ("repaint", "16k", TEIRE, "blazediff", "peak"): Bar(0.6),
    ("repaint", "", KEPT, "blazediff", "wall"): Bar(0.5),
    ("local", "", KEPT, "blazediff", "wall"): Bar(0.3),
    ("attribute", "", TEIRE, DECODE, "wall"): Bar(1.2),
}
IMPORTS = Bar(0.2)
CANDIDATES = Bar(300)
PER_PIXEL = Bar(1.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A value held against its bar; `bar` is None where there is none, and a wrong answer makes it `void`."""

    name: str
    value: float
    bar: Bar | None = None
    void: bool = False

    @property
    def met(self) -> bool:
        """Say whether the bar holds."""
        return not self.void and (self.bar is None or self.value <= self.bar.most)

    def line(self) -> str:
        """Return the verdict as it is printed."""
        if self.void:
            return f"  {self.name:52} VOID"
        if self.bar is None:
            return f"  {self.name:52} {self.value:8.3f}"
        word = "met" if self.met else "MISSED"
        aim = "" if self.bar.next is None else f"   next {self.bar.next:g} {self._reached()}"
        return f"  {self.name:52} {self.value:8.3f}   bar {self.bar.most:g} {word}{aim}"

    def _reached(self) -> str:
        return "reached" if self.bar and self.bar.next is not None and self.value <= self.bar.next else "open"


def verdicts(result: Result) -> list[Verdict]:
    """Return the median of the paired ratios of Teire to everybody else, in time and in peak memory."""
    found = []
    for name in (TEIRE, KEPT):
        ours = result.series.get(name)
        if ours is None:
            continue
        for other in result.series.values():
            if other.command.name in {TEIRE, KEPT}:
                continue
            for what in ("wall", "peak"):
                verdict = _verdict(result, ours, other, what)
                found += [verdict] if verdict is not None else []
    return found


def per_pixel(results: list[Result]) -> Verdict | None:
    """Return how many times a pixel costs at 16K what it costs at 8K."""
    costs = {}
    for result in results:
        ours = result.series.get(TEIRE)
        if result.section == "repaint" and ours is not None and ours.measured:
            costs[result.size.name] = (
                statistics.median(one.wall for one in ours.measured) / result.size.pixels,
                result,
            )
    if not {"8k", "16k"} <= set(costs):
        return None
    void = any(costs[size][1].faults.get(TEIRE) for size in ("8k", "16k"))
    value = costs["16k"][0] / costs["8k"][0]
    return Verdict(name="cost of a pixel, 16k / 8k", value=value, bar=PER_PIXEL, void=void)


def paired(ours: Series, other: Series, what: str) -> list[float]:
    """Return the ratios of the runs that stood side by side."""
    pairs = zip(ours.measured, other.measured, strict=False)
    return [getattr(one, what) / getattr(two, what) for one, two in pairs]


def _verdict(result: Result, ours: Series, other: Series, what: str) -> Verdict | None:
    ratios = paired(ours, other, what)
    who, whom = ours.command.name, other.command.name
    bar = _BARS.get((result.section, result.size.name, who, whom, what)) or _BARS.get(
        (result.section, "", who, whom, what)
    )
    if not ratios or other.failure is not None:
        return None
    word = "time" if what == "wall" else "peak memory"
    name = f"{result.size.name} {result.section}: {word}, {who} / {whom}"
    return Verdict(name=name, value=statistics.median(ratios), bar=bar, void=bool(result.faults.get(who)))
