"""Where a picture comes from, in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.credentials import Trust
from studio_app.domain.language import _
from studio_app.domain.marks_wording import conflict_words, credential_state_words, source_type_words
from studio_app.qt.lines import Line

if TYPE_CHECKING:
    from studio_app.domain.credentials import ContentCredential
    from studio_app.domain.findings import Conflict
    from studio_app.domain.generations import FileMarks, GenerationRecord, Sampling


def origin_lines(marks: FileMarks) -> tuple[Line, ...]:
    """Return what a file says of where it comes from as lines to read; what it cannot say are its `limits`."""
    lines: list[Line] = []
    if marks.generation is not None:
        lines += _generation_lines(marks.generation)
    lines += [_credential_line(one) for one in marks.content_credentials]
    lines += [
        Line(title=source_type_words(one.value), detail=one.where, mark="info")
        for one in marks.credentials
        if one.name == "digital_source_type"
    ]
    lines += [_conflict_line(one) for one in marks.conflicts]
    lines += [
        Line(title=sentence, detail=_("Not read"), mark="warning", tooltip=sentence) for sentence in marks.problems
    ]
    return tuple(lines)


def _generation_lines(record: GenerationRecord) -> list[Line]:
    system = " ".join(part for part in (record.system or _("a program it does not name"), record.version) if part)
    lines = [
        Line(
            title=system,
            detail=_(
                "Written as {dialect} · {model}", dialect=record.dialect, model=record.model or _("no model named")
            ),
            mark="generator",
            tooltip="\n".join((system, record.model, *record.values("model_hash"))).strip(),
        )
    ]
    several = len(record.samplings) > 1
    for number, run in enumerate(record.samplings, start=1):
        title = (
            _("Run {number}: seed {seed}", number=number, seed=run.seed) if several else _("Seed {seed}", seed=run.seed)
        )
        lines.append(
            Line(title=title if run.seed else _("A run without a seed"), detail=_settings(run), tooltip=_told(run))
        )
    unused = record.values("unused_sampler")
    if unused:
        lines.append(
            Line(
                title=_("{count} more runs lead to no saved picture", count=len(unused)),
                detail=unused[0],
                tooltip="\n".join(unused),
            )
        )
    return lines


def _settings(run: Sampling) -> str:
    parts = (
        _("{steps} steps", steps=run.steps) if run.steps else "",
        " ".join(part for part in (run.sampler, run.scheduler) if part),
        f"CFG {run.cfg_scale}" if run.cfg_scale else "",
        run.size,
        _("from {pictures}", pictures=", ".join(run.input_images)) if run.input_images else "",
    )
    return " · ".join(part for part in parts if part)


def _told(run: Sampling) -> str:
    parts = [_("Prompt: {words}", words=words) for words in run.prompts]
    parts += [_("Not wanted: {words}", words=words) for words in run.negative_prompts]
    parts += [_("LoRA: {name}", name=name) for name in run.loras]
    return "\n".join((*parts, run.where))


def _credential_line(one: ContentCredential) -> Line:
    trust = {
        Trust.TRUSTED: _("signer on this installation's list"),
        Trust.UNTRUSTED: _("signer not on this installation's list"),
        Trust.UNKNOWN: _("no list of trusted signers here"),
    }[one.trust]
    detail = " · ".join(part for part in (one.signer or one.address, trust) if part)
    title = credential_state_words(one.state.value)
    told = (title, one.signer, one.signed_at, one.generator, trust, *one.codes, one.where)
    mark = "approve" if one.is_evidence else "warning"
    return Line(title=title, detail=detail, mark=mark, tooltip="\n".join(part for part in told if part))


def _conflict_line(one: Conflict) -> Line:
    said = [f"{finding.value}  [{finding.where}]" for finding in one.findings]
    return Line(
        title=conflict_words(one.about),
        detail=" ≠ ".join(finding.value for finding in one.findings),
        mark="warning",
        tooltip="\n".join(said),
    )
