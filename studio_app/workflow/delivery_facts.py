"""What is known of the stages of a delivery, gathered from their entries and read anew from their kept files."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from studio_app.domain.deliveries import NotedArea
from studio_app.domain.errors import StudioError
from studio_app.domain.examinations import Examination
from studio_app.domain.language import _
from studio_app.domain.progress import no_progress
from studio_app.domain.published import published
from studio_app.statements.delivery_evidence import StageEvidence
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.kept_answers import KeptAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.changes import Alignment
    from studio_app.domain.ids import StageId
    from studio_app.domain.progress import Progress
    from studio_app.domain.stages import Stage
    from studio_app.workflow.ports import Examiner, FileStore, Ledger

_AGENTS = ("software", "creator_tool")
_LONGEST = 200
_LONGEST_PROMPT = 8_000


class DeliveryFacts:
    """Gathers evidence; the files are looked into apart from this process."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._kept = KeptAnswers(store)

    def of(self, chain: Sequence[Stage], *, progress: Progress = no_progress) -> Mapping[StageId, StageEvidence]:
        """Return what is known of each stage of a chain; refuse where the last one's kept file is not what it was."""
        with self._ledger.look() as index:
            found = [index.entry(stage.entry) for stage in chain]
        payloads = [dict(one[1].payload) if one is not None else {} for one in found]
        files = [(self._store.path(stage.sha256), self._store.derived(stage.sha256)) for stage in chain]
        known = {}
        with closing(self._examiner.examine_many(files)) as answers:
            for at, (stage, payload, answer) in enumerate(zip(chain, payloads, answers, strict=True)):
                if stage is chain[-1]:
                    _require_whole(stage, answer)
                parent = chain[at - 1] if at and chain[at - 1].id == stage.parent else None
                looked = answer if isinstance(answer, Examination) else None
                known[stage.id] = _evidence(payload, looked, self._alignment(parent, stage))
                progress((at + 1) / len(chain))
        return known

    def _alignment(self, parent: Stage | None, stage: Stage) -> Alignment | None:
        """Return how a parent lies in a stage, measured anew where nothing is kept of it."""
        if parent is None or stage.change is None or not stage.change.alignment_found:
            return None
        report = self._kept.report(parent.sha256, stage.sha256)
        if report is None:
            before, after = self._store.path(parent.sha256), self._store.path(stage.sha256)
            derived = (self._store.derived(parent.sha256), self._store.derived(stage.sha256))
            try:
                report = self._examiner.compare(before, after, picture=None, derived=derived)
            except StudioError:
                return None  # a file of the chain that is not whole any more: what was measured then still stands
            self._kept.keep_report(parent.sha256, stage.sha256, report)
        return report.alignment


def _require_whole(stage: Stage, answer: Examination | StudioError) -> None:
    if isinstance(answer, StudioError):
        raise answer
    if answer.facts.sha256 != stage.sha256:
        raise StepRefused(
            _("The kept file {name} was changed after it was recorded.", name=stage.sha256[:12]),
            hint=_("Add the original again where it stood, or restore the file from a backup."),
        )


def _evidence(payload: Mapping[str, Any], looked: Examination | None, alignment: Alignment | None) -> StageEvidence:
    marks: Mapping[str, Any] = payload.get("marks", {})
    change: Mapping[str, Any] = payload.get("change", {})
    record = looked.marks.generation if looked is not None else None
    said = [one for one in looked.marks.evidence if one.name in _AGENTS] if looked is not None else []
    return StageEvidence(
        areas=tuple(
            NotedArea(
                left=one["left"],
                top=one["top"],
                width=one["width"],
                height=one["height"],
                pixels=one["pixels"],
                kind=one["kind"],
            )
            for one in change.get("regions", ())
        ),
        alignment=alignment,
        system=_short(record.system) if record else "",
        version=_short(record.version) if record else "",
        model=_short(record.model) if record else "",
        dialect=_short(record.dialect) if record else "",
        prompt=published("\n\n".join(record.prompts))[:_LONGEST_PROMPT] if record else "",
        agent=_short(said[0].value) if said else "",
        carries=(*(("generation",) if marks.get("generation") else ()), *marks.get("credentials", ())),
        source_types=tuple(marks.get("source_types", ())),
    )


def _short(text: str) -> str:
    """Return a text from a file on one line, without paths and without signs that metadata cannot hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in published(text)).split())[:_LONGEST]
