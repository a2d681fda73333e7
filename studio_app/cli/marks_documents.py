"""What a file says of where it comes from, as JSON documents."""

from dataclasses import asdict
from typing import Any

from studio_app.domain.credentials import ContentCredential
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks, GenerationRecord

Document = dict[str, Any]


def marks_document(marks: FileMarks) -> Document:
    """What a file says: its generator, credentials, times and histories, each with where it stood."""
    return {
        "generation": None if marks.generation is None else _generation(marks.generation),
        "credentials": [_finding(finding) for finding in marks.credentials],
        "content_credentials": [_credential(one) for one in marks.content_credentials],
        "evidence": [_finding(finding) for finding in marks.evidence],
        "conflicts": [
            {"about": one.about, "findings": [_finding(finding) for finding in one.findings]} for one in marks.conflicts
        ],
        "problems": list(marks.problems),
        "limits": list(marks.limits),
    }


def _generation(record: GenerationRecord) -> Document:
    return {
        "dialect": record.dialect,
        "system": record.system,
        "version": record.version,
        "model": record.model,
        "prompts": list(record.prompts),
        "negative_prompts": list(record.negative_prompts),
        "samplings": [asdict(one) for one in record.samplings],
        "findings": [_finding(finding) for finding in record.findings],
    }


def _credential(one: ContentCredential) -> Document:
    return {
        "state": one.state.value,
        "trust": one.trust.value,
        "is_evidence": one.is_evidence,
        "where": one.where,
        "signer": one.signer,
        "signed_at": one.signed_at,
        "generator": one.generator,
        "title": one.title,
        "source_types": [_finding(finding) for finding in one.source_types],
        "actions": [asdict(action) for action in one.actions],
        "ingredients": [asdict(part) for part in one.ingredients],
        "codes": list(one.codes),
        "address": one.address,
    }


def _finding(finding: Finding) -> Document:
    return {"name": finding.name, "value": finding.value, "where": finding.where}
