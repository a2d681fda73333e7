"""The times that files tell of their making beside the time that was recorded: shown, never judged."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.file_times import file_times
from studio_app.domain.stage_times import counted_with, stage_times
from studio_app.workflow.naming import find_background, find_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.file_times import EditingTime, FileTimes
    from studio_app.domain.ids import Digest
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.workflow.ports import Examiner, FileStore, Ledger

_KRITA = "kra"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvidence:
    """What one stage's file tells, beside what was recorded of the work that led to it.

    `file` is None where the file could not be read, and `problem` then says why. `beyond_parent` says that the parent's
    file is Krita's too: `krita` is then what this file counts more (below zero where it counts less), else all it
    counts; None where either counts nothing sound. `counted_with` is the earlier stage with which the recorded time
    counts in whose session this one was made too, None where that is not so; `together` is then, with that earlier one,
    what Krita counted of it and of all these. `difference` is `together`, else `krita`, less everything recorded.
    """

    stage: Stage
    file: FileTimes | None
    problem: str
    beyond_parent: bool
    krita: timedelta | None
    recorded: Mapping[Basis, timedelta]
    counted_with: Stage | None
    together: timedelta | None
    difference: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEvidence:
    """The evidence of a background's stages in their order; `waiting` is recorded time that led to no stage yet."""

    background: Background
    stages: tuple[StageEvidence, ...]
    waiting: timedelta


class TimeEvidenceStep:
    """Reads the files of a background's stages, each once, and lays their times beside the recorded ones."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner

    def of(self, background: str, *, person: str | None = None) -> TimeEvidence:
        """Return the evidence of all stages that stand, or of those of one person."""
        with self._ledger.look() as index:
            found = find_background(index, background)
            who = find_person(index, person).id if person else None
            all_stages = index.stages(found.id)
            sessions = index.sessions(found.id, person=who)
        wanted = [stage for stage in all_stages if not stage.withdrawn and who in (None, stage.by)]
        by_id = {stage.id: stage for stage in all_stages}
        parents = {stage.id: by_id.get(stage.parent) if stage.parent else None for stage in wanted}
        files = self._files([*wanted, *(parent for parent in parents.values() if parent is not None)])
        with_others = counted_with(all_stages, sessions)
        times = {basis: stage_times(all_stages, _of_basis(sessions, basis)) for basis in Basis}
        counted = sum((length for found_times in times.values() for length in found_times.values()), timedelta(0))
        all_active = sum((one.active for one in sessions if not one.withdrawn), timedelta(0))
        alone = [
            _evidence(
                stage,
                parents[stage.id],
                files,
                {basis: times[basis][stage.id] for basis in Basis if stage.id in times[basis]},
                with_others.get(stage.id),
            )
            for stage in wanted
        ]
        return TimeEvidence(
            background=found, stages=tuple(_with_others(one, alone) for one in alone), waiting=all_active - counted
        )

    def _files(self, stages: Sequence[Stage]) -> dict[Digest, FileTimes | StudioError]:
        formats = {stage.sha256: stage.file_format for stage in stages}
        places = [(self._store.path(digest), self._store.derived(digest)) for digest in formats]
        found: dict[Digest, FileTimes | StudioError] = {}
        with closing(self._examiner.examine_many(places)) as answers:
            for (digest, file_format), answer in zip(formats.items(), answers, strict=True):
                if isinstance(answer, StudioError):
                    found[digest] = answer
                else:
                    found[digest] = file_times(answer.marks, krita=file_format == _KRITA)
        return found


def _of_basis(sessions: Iterable[RetouchSession], basis: Basis) -> list[RetouchSession]:
    return [session for session in sessions if session.basis is basis]


def _evidence(
    stage: Stage,
    parent: Stage | None,
    files: Mapping[Digest, FileTimes | StudioError],
    recorded: Mapping[Basis, timedelta],
    counted: Stage | None,
) -> StageEvidence:
    answer = files[stage.sha256]
    file = None if isinstance(answer, StudioError) else answer
    beyond_parent = parent is not None and _KRITA == stage.file_format == parent.file_format
    krita = _sound(file)
    if krita is not None and parent is not None and beyond_parent:
        before = files[parent.sha256]
        began = None if isinstance(before, StudioError) else _sound(before)
        krita = None if began is None else krita - began
    return StageEvidence(
        stage=stage,
        file=file,
        problem=answer.message if isinstance(answer, StudioError) else "",
        beyond_parent=beyond_parent,
        krita=krita,
        recorded=recorded,
        counted_with=counted,
        together=None,
        difference=None if counted is not None else _difference(krita, recorded),
    )


def _difference(krita: timedelta | None, recorded: Mapping[Basis, timedelta]) -> timedelta | None:
    compared = krita is not None and krita >= timedelta(0)
    return krita - sum(recorded.values(), timedelta(0)) if krita is not None and compared else None


def _with_others(one: StageEvidence, every: Sequence[StageEvidence]) -> StageEvidence:
    """Compare a stage together with those whose time is counted with it; nothing where one of them tells no time."""
    others = [other for other in every if other.counted_with is not None and other.counted_with.id == one.stage.id]
    if not others:
        return one
    together = _together((one, *others))
    return replace(one, together=together, difference=_difference(together, one.recorded))


def _together(stages: Sequence[StageEvidence]) -> timedelta | None:
    """Return what Krita counted of several stages; None where it counted nothing, or one of its files is not sound.

    A document that comes again after a file of another kind, such as a PNG written between two saves of it, is known by
    its date of creation: only what it counts more is added.
    """
    known: dict[str, timedelta] = {}
    total: timedelta | None = None
    for one in stages:
        if one.file is None or one.stage.file_format != _KRITA:
            continue
        all_of_it = _sound(one.file)
        created = next((date.value for date in one.file.dates if date.name == "created"), "")
        more = all_of_it - known[created] if all_of_it is not None and created in known else one.krita
        if all_of_it is None or more is None or more < timedelta(0):
            return None
        known[created] = all_of_it
        total = more if total is None else total + more
    return total


def _sound(file: FileTimes | None) -> timedelta | None:
    """Return an editing time that nothing speaks against."""
    editing: EditingTime | None = file.editing if file else None
    if editing is None or editing.seconds is None or editing.doubt is not None:
        return None
    return timedelta(seconds=editing.seconds)
