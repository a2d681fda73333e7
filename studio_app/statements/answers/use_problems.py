"""What is wrong with uses of generators: no approval that covers them, or temporary material that stayed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.generator_uses import GeneratorUse
from studio_app.statements.answers.providers import of_days, of_episode, of_system, of_version
from studio_app.statements.answers.register_values import UseFinding, UseProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.domain.generator_uses import GeneratorApproval
    from studio_app.domain.ids import EntryHash
    from studio_app.statements.answers.material import BackgroundWork
    from studio_app.statements.answers.providers import Use

_Key = tuple[UseProblem, str, str]


class PlacedUse(Protocol):
    """A use with where it is, and what the newest picture shows of it."""

    @property
    def work(self) -> BackgroundWork: ...
    @property
    def place(self) -> str: ...
    @property
    def entry(self) -> EntryHash: ...
    @property
    def visible(self) -> int | None: ...
    @property
    def in_newest(self) -> bool: ...


class ProblemList:
    """Gathers problems by what they are and by generator."""

    def __init__(self) -> None:
        self._places: dict[_Key, dict[str, None]] = defaultdict(dict)
        self._entries: dict[_Key, set[EntryHash]] = defaultdict(set)

    def add(self, problem: UseProblem, use: Use, place: str, entries: Iterable[EntryHash]) -> None:
        key = (problem, use.system, use.version)
        self._places[key][place] = None
        self._entries[key].update(entries)

    def marked(self, place: str, entry: EntryHash) -> None:
        """Add a file that says of itself what no entry says."""
        key = (UseProblem.MARKED_FILE, "", "")
        self._places[key][place] = None
        self._entries[key].add(entry)

    def listed(self) -> tuple[UseFinding, ...]:
        """Return everything, in the order of the problems, then by generator."""
        order = {problem: place for place, problem in enumerate(UseProblem)}
        return tuple(
            UseFinding(
                problem=key[0],
                system=key[1],
                version=key[2],
                places=tuple(self._places[key]),
                entries=tuple(sorted(self._entries[key])),
            )
            for key in sorted(self._places, key=lambda key: (order[key[0]], key[1], key[2]))
        )


def note_use(use: Use, placed: PlacedUse, approvals: Sequence[GeneratorApproval], problems: ProblemList) -> None:
    """Note what is wrong with one use; of several reasons why no approval covers it, the first one counts."""
    if not use.system:
        problems.add(UseProblem.UNNAMED_SYSTEM, use, placed.place, (placed.entry,))
        return
    found: Sequence[GeneratorApproval] = of_system(approvals, use.system)
    narrower = (
        (UseProblem.NO_APPROVAL, found),
        (UseProblem.OTHER_VERSION, found := of_version(found, use.version)),
        (UseProblem.OTHER_EPISODE, found := of_episode(found, use.episode)),
        (UseProblem.OUTSIDE_DATES, found := of_days(found, use.first, use.last)),
    )
    for problem, left in narrower:
        if not left:
            problems.add(problem, use, placed.place, (placed.entry,))
            return
    if all(one.use is GeneratorUse.TEMPORARY for one in found):
        _note_temporary(use, placed, found, problems)


def note_marked_files(work: BackgroundWork, problems: ProblemList) -> None:
    """Note files that carry a generator's marks and descend from no generation that they could have them from."""
    for stage in work.stages:
        if work.unexplained(stage):
            problems.marked(work.place(stage), stage.entry)


def _note_temporary(use: Use, placed: PlacedUse, approvals: Sequence[GeneratorApproval], problems: ProblemList) -> None:
    """Note temporary material in a picture that was approved or delivered; the approvals are named as well."""
    if not placed.in_newest or not placed.work.approved or placed.visible == 0:
        return
    problem = UseProblem.TEMPORARY_UNMEASURED if placed.visible is None else UseProblem.TEMPORARY_VISIBLE
    problems.add(problem, use, placed.place, (placed.entry, *(one.entry for one in approvals)))
