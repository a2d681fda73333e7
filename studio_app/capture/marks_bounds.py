"""Marks cut to what a ledger can quote: nobody reads more, and a hostile file would fill it."""

from dataclasses import asdict, replace
from typing import Any

from studio_app.domain.credentials import ContentCredential
from studio_app.domain.findings import Conflict, Finding
from studio_app.domain.generations import FileMarks, GenerationRecord, Sampling
from studio_app.domain.language import _

_LONGEST_VALUE = 16 * 1024
_MOST_FINDINGS = 2_000
_MOST_SAMPLINGS = 200


def bounded(marks: FileMarks) -> FileMarks:
    """Return the marks with nothing longer than a ledger can quote, and a sentence where something was cut."""
    generation = marks.generation
    facts = generation.findings if generation else ()
    texts = [finding.value for finding in (*facts, *marks.credentials, *marks.evidence)]
    problems = marks.problems
    if any(len(text) > _LONGEST_VALUE for text in texts):
        problems += (_("A text in the file is very long; only its beginning was kept."),)
    if max(len(facts), len(marks.evidence)) > _MOST_FINDINGS:
        problems += (_("The file says more than {most} things; the rest was not kept.", most=_MOST_FINDINGS),)
    return replace(
        marks,
        generation=_record(generation) if generation else None,
        credentials=_findings(marks.credentials),
        content_credentials=tuple(_credential(one) for one in marks.content_credentials),
        evidence=_findings(marks.evidence),
        conflicts=tuple(Conflict(about=one.about, findings=_findings(one.findings)) for one in marks.conflicts),
        problems=tuple(dict.fromkeys(_clean(problem) for problem in problems)),
    )


def _record(record: GenerationRecord) -> GenerationRecord:
    return GenerationRecord(
        dialect=record.dialect,
        system=_clean(record.system),
        version=_clean(record.version),
        model=_clean(record.model),
        prompts=_texts(record.prompts),
        negative_prompts=_texts(record.negative_prompts),
        samplings=tuple(_sampling(one) for one in record.samplings[:_MOST_SAMPLINGS]),
        findings=_findings(record.findings),
    )


def _sampling(sampling: Sampling) -> Sampling:
    cut: dict[str, Any] = {
        name: _clean(value) if isinstance(value, str) else _texts(value) for name, value in asdict(sampling).items()
    }
    return Sampling(**cut)


def _credential(one: ContentCredential) -> ContentCredential:
    # The report was cut to measure when it was read; only characters remain to be looked at.
    return replace(
        one,
        signer=_clean(one.signer),
        generator=_clean(one.generator),
        title=_clean(one.title),
        source_types=_findings(one.source_types),
        actions=tuple(
            replace(act, name=_clean(act.name), agent=_clean(act.agent), source_type=_clean(act.source_type))
            for act in one.actions
        ),
        ingredients=tuple(replace(part, title=_clean(part.title)) for part in one.ingredients),
        codes=tuple(_clean(code) for code in one.codes),
        address=_clean(one.address),
    )


def _findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(
        Finding(name=_clean(finding.name), value=_clean(finding.value), where=_clean(finding.where))
        for finding in findings[:_MOST_FINDINGS]
    )


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_clean(text) for text in texts[:_MOST_FINDINGS])


def _clean(text: str) -> str:
    """Return text that every database and canonical JSON takes: no NUL, no half of a surrogate pair."""
    return text[:_LONGEST_VALUE].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
