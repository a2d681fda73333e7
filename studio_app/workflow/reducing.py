"""The files of candidates that were not picked are let go, if the studio wishes; a small picture of each is kept."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.language import _
from studio_app.domain.progress import no_progress, part_of
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background
from studio_app.workflow.ports import Decision
from studio_app.workflow.views import Reduced, Reducible, Stayed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Candidate
    from studio_app.domain.ids import CandidateId, Digest, EntryHash, PersonId
    from studio_app.domain.picture_facts import PictureFacts
    from studio_app.domain.progress import Progress
    from studio_app.workflow.ports import Examiner, FileStore, Ledger, StudioIndex


class ReducingStep:
    """Keeps small pictures first, then records them, and only then removes files: a crash in between loses nothing."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner

    def reducible(self, background: str) -> Reducible:
        """Return how many candidates would be kept small now, and how much room their files take.

        Raises `StepRefused` where none is picked yet.
        """
        with self._ledger.look() as index:
            (where,) = _places(index, [background])
            asked = frozenset(one.id for one in _unpicked(index, where))
            would = _to_let_go(index, where, asked)
        sizes = [path.stat().st_size for one in would if (path := self._store.path(one.sha256)).is_file()]
        return Reducible(background=where, count=len(would), size_bytes=sum(sizes))

    def reduce(
        self, backgrounds: Sequence[str], *, by: PersonId | None, progress: Progress = no_progress
    ) -> tuple[Reduced, ...]:
        """Keep the candidates of these backgrounds that were never picked as small pictures; without any, of all.

        A file that anything else needs stays, and so does a candidate whose file does not hold. Raises `StepRefused`
        where a named background has no pick. What a crash left of an earlier time is removed, and nothing is recorded
        twice.
        """
        with self._ledger.look() as index:
            places = _places(index, backgrounds)
            asked = frozenset(one.id for where in places for one in _unpicked(index, where))
        done = []
        for number, where in enumerate(places):
            part = part_of(progress, number / len(places), (number + 1) / len(places))
            done.append(self._reduce(where, asked, by=by, progress=part))
        return tuple(done)

    def _reduce(
        self, where: Background, asked: frozenset[CandidateId], *, by: PersonId | None, progress: Progress
    ) -> Reduced:
        with self._ledger.look() as index:
            wanted = _to_let_go(index, where, asked)
        smalls, stayed = self._shrunk(wanted, progress)
        entry = self._record(where, smalls, asked, by=by)
        freed, left = self._remove(where, by=by)
        asked_here = {one.candidate.id for one in smalls} if entry is not None else set()
        with self._ledger.look() as index:
            now = index.candidates(where.id)
        small = tuple(one for one in now if one.id in asked_here and one.small is not None)
        made = {one.facts.sha256: one.facts.size_bytes for one in smalls if one.candidate.id in asked_here}
        return Reduced(
            background=where,
            small=small,
            in_full=sum(one.small is None for one in now),
            freed_bytes=max(0, freed - sum(made.values())),
            stayed=(*stayed, *left),
            entry=entry,
        )

    def _shrunk(self, wanted: Sequence[Candidate], progress: Progress) -> tuple[list[_Small], list[Stayed]]:
        """Keep a small picture of each, and return them measured; and the candidates of which none can be made."""
        made: list[tuple[Candidate, Digest]] = []
        stayed: list[Stayed] = []
        with tempfile.TemporaryDirectory(prefix="teire-") as folder:
            jobs = [(self._store.path(one.sha256), Path(folder) / one.id) for one in wanted]
            with closing(self._examiner.shrink_many(jobs)) as answers:
                for one, (_source, path), found in zip(wanted, jobs, answers, strict=True):
                    progress((len(made) + len(stayed)) / len(jobs))
                    if isinstance(found, StudioError):
                        stayed.append(Stayed(candidate=one, message=found.message, hint=found.hint))
                    elif found.sha256 != one.sha256:
                        stayed.append(_damaged(one))
                    else:
                        with self._store.receive(path) as incoming:
                            self._store.keep(incoming)
                        made.append((one, incoming.sha256))
        smalls = []
        looks = [(self._store.path(sha256), self._store.derived(sha256)) for _one, sha256 in made]
        with closing(self._examiner.examine_many(looks)) as sights:
            for (one, sha256), seen in zip(made, sights, strict=True):
                if isinstance(seen, StudioError):
                    stayed.append(Stayed(candidate=one, message=seen.message, hint=seen.hint))
                elif sha256 != one.sha256:  # else it is as small as it gets
                    smalls.append(_Small(candidate=one, facts=seen.facts))
        return smalls, stayed

    def _record(
        self, where: Background, smalls: Sequence[_Small], asked: frozenset[CandidateId], *, by: PersonId | None
    ) -> EntryHash | None:
        """Write the entry, of those that may still be let go now that every other writer is shut out."""

        def decide(index: StudioIndex) -> Decision:
            may = {one.id for one in _to_let_go(index, where, asked)}
            small = {one.facts.sha256 for one in smalls}
            going = [
                one
                for one in smalls
                if one.candidate.id in may
                and one.candidate.sha256 not in small
                and self._store.path(one.facts.sha256).exists()
            ]
            return Decision(drafts=(_draft(where, going),) if going else ())

        placed = self._ledger.append(decide, by=by) if smalls else ()
        return placed[0][1].hash if placed else None

    def _remove(self, where: Background, *, by: PersonId | None) -> tuple[int, list[Stayed]]:
        """Remove what was let go of a background and nothing needs; return the bytes and what could not be removed.

        While this runs no entry can be written that would need one of these files after all.
        """
        freed: list[int] = []
        left: list[Stayed] = []

        def decide(index: StudioIndex) -> Decision:
            unneeded = index.unneeded_files()
            for one in index.candidates(where.id):
                if one.small is not None and one.sha256 in unneeded:
                    try:
                        freed.append(self._store.let_go(one.sha256))
                    except StudioError as error:
                        hint = _("Run the command again once the file can be removed; the entry stands.")
                        left.append(Stayed(candidate=one, message=error.message, hint=hint))
            return Decision(drafts=())

        self._ledger.append(decide, by=by)
        return sum(freed), left


@dataclass(frozen=True, slots=True, kw_only=True)
class _Small:
    """A candidate with the small picture kept of it."""

    candidate: Candidate
    facts: PictureFacts


def _places(index: StudioIndex, backgrounds: Sequence[str]) -> list[Background]:
    """Return the backgrounds meant, each once; all that have a pick where none is named."""
    picked = {one.background for one in index.selections()}
    hint = _("Pick one with “teire candidate pick”; until then all are kept in full.")
    if not backgrounds:
        found = [one for one in index.backgrounds() if one.id in picked]
        if not found:
            raise StepRefused(_("No background has a pick yet."), hint=hint)
        return found
    named = {where.id: where for where in (find_background(index, one) for one in backgrounds)}
    for where in named.values():
        if where.id not in picked:
            raise StepRefused(_("No candidate of {code} is picked yet.", code=where.code), hint=hint)
    return list(named.values())


def _unpicked(index: StudioIndex, where: Background) -> list[Candidate]:
    """Return the candidates kept in full that were never picked, none where there is no pick."""
    picked = {one.candidate for one in index.selections(where.id)}
    return [one for one in index.candidates(where.id) if picked and one.small is None and one.id not in picked]


def _to_let_go(index: StudioIndex, where: Background, asked: frozenset[CandidateId]) -> list[Candidate]:
    """Return those of `asked` in a background whose files nothing needs once all of `asked` are let go."""
    unneeded = index.unneeded_files(asked)
    return [one for one in _unpicked(index, where) if one.id in asked and one.sha256 in unneeded]


def _draft(where: Background, going: Sequence[_Small]) -> Draft:
    payload: dict[str, Any] = {
        "background": where.id,
        "candidates": [
            {
                "candidate": one.candidate.id,
                "sha256": one.candidate.sha256,
                "small": {
                    "sha256": one.facts.sha256,
                    "size": one.facts.size_bytes,
                    "format": one.facts.file_format,
                    "width": one.facts.width,
                    "height": one.facts.height,
                },
            }
            for one in going
        ],
    }
    return Draft(kind=kinds.CANDIDATES_REDUCED, payload=payload, basis=Basis.MEASURED)


def _damaged(one: Candidate) -> Stayed:
    return Stayed(
        candidate=one,
        message=_("The kept file {name} was changed after it was recorded.", name=one.sha256[:12]),
        hint=_("Add the original again where it stood, or restore the file from a backup."),
    )
