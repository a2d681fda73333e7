"""Jobs and answers as JSON between a process and its child; what a child says is checked like any other input."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from studio_app.domain.answer_values import attribution_of, report_of
from studio_app.domain.attributions import Attribution
from studio_app.domain.changes import ChangeReport
from studio_app.domain.credentials import (
    ContentCredential,
    CredentialAction,
    CredentialIngredient,
    CredentialState,
    Trust,
)
from studio_app.domain.errors import StudioError
from studio_app.domain.examinations import Examination
from studio_app.domain.findings import Conflict, Finding
from studio_app.domain.generations import FileMarks, GenerationRecord, Sampling
from studio_app.domain.picture_facts import PictureFacts

_Value = TypeVar("_Value")


class GarbledAnswer(ValueError):
    """What came out of a child is no answer."""


def answer_bytes(value: Examination | PictureFacts | ChangeReport | Attribution) -> bytes:
    """Return the child's answer to a job that was done."""
    return json.dumps({"done": asdict(value)}).encode()


def refusal_bytes(error: StudioError) -> bytes:
    """Return the child's answer to a job that was refused."""
    return json.dumps({"refused": {"message": error.message, "hint": error.hint}}).encode()


def read_answer(data: bytes) -> tuple[Mapping[str, Any], tuple[str, str] | None]:
    """Return the answer's value, or the message and hint it was refused with."""
    try:
        answer = json.loads(data)
        if "refused" in answer:
            return {}, (str(answer["refused"]["message"]), str(answer["refused"]["hint"]))
        done: Mapping[str, Any] = answer["done"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise GarbledAnswer from error
    return done, None


def examination_from(values: Mapping[str, Any]) -> Examination:
    """Read an examination back."""
    return _checked(lambda: Examination(facts=PictureFacts(**values["facts"]), marks=_marks(values["marks"])))


def facts_from(values: Mapping[str, Any]) -> PictureFacts:
    """Read a file's facts back."""
    return _checked(lambda: PictureFacts(**values))


def report_from(values: Mapping[str, Any]) -> ChangeReport:
    """Read a report back."""
    return _checked(lambda: report_of(values))


def attribution_from(values: Mapping[str, Any]) -> Attribution:
    """Read an attribution back."""
    return _checked(lambda: attribution_of(values))


def _checked(build: Callable[[], _Value]) -> _Value:
    try:
        return build()
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise GarbledAnswer from error


def _marks(values: Mapping[str, Any]) -> FileMarks:
    generation = values["generation"]
    return FileMarks(
        generation=None if generation is None else _generation(generation),
        credentials=_findings(values["credentials"]),
        content_credentials=tuple(_credential(one) for one in values["content_credentials"]),
        evidence=_findings(values["evidence"]),
        conflicts=tuple(
            Conflict(about=one["about"], findings=_findings(one["findings"])) for one in values["conflicts"]
        ),
        problems=tuple(values["problems"]),
        limits=tuple(values["limits"]),
    )


def _generation(values: Mapping[str, Any]) -> GenerationRecord:
    return GenerationRecord(
        **{
            **_with_tuples(values),
            "samplings": tuple(Sampling(**_with_tuples(one)) for one in values["samplings"]),
            "findings": _findings(values["findings"]),
        }
    )


def _credential(values: Mapping[str, Any]) -> ContentCredential:
    return ContentCredential(
        **{
            **values,
            "state": CredentialState(values["state"]),
            "trust": Trust(values["trust"]),
            "source_types": _findings(values["source_types"]),
            "actions": tuple(CredentialAction(**one) for one in values["actions"]),
            "ingredients": tuple(CredentialIngredient(**one) for one in values["ingredients"]),
            "codes": tuple(values["codes"]),
        }
    )


def _with_tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _findings(values: list[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**finding) for finding in values)
