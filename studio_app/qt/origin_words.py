"""Where a picture comes from, in the words of the window."""

from studio_app.domain.credentials import ContentCredential, CredentialState, Trust
from studio_app.domain.findings import Conflict
from studio_app.domain.generations import FileMarks, GenerationRecord, Sampling
from studio_app.domain.language import _
from studio_app.domain.source_types import source_type_term
from studio_app.qt.lines import Line


def source_type_words(value: str) -> str:
    """Return a digital source type in words, with the vocabulary's own term where it is a rare one."""
    term = source_type_term(value)
    known = {
        "trainedAlgorithmicMedia": _("declared as made by a generator"),
        "compositeWithTrainedAlgorithmicMedia": _("declared as holding generated parts"),
        "algorithmicMedia": _("declared as computed, without training"),
        "digitalCapture": _("declared as photographed"),
        "digitalCreation": _("declared as made by a person on a computer"),
        "humanEdits": _("declared as edited by a person"),
        "composite": _("declared as put together from several"),
    }
    return known.get(term, _("declared source type {term}", term=term))


def credential_state_words(state: str) -> str:
    """Return in words whether Content Credentials hold."""
    known = {
        CredentialState.UNCHANGED.value: _("Content Credentials: unchanged since signed"),
        CredentialState.CHANGED.value: _("Content Credentials: changed after signing, no evidence"),
        CredentialState.TRANSPLANTED.value: _("Content Credentials: of another picture, no evidence"),
        CredentialState.BAD_SIGNATURE.value: _("Content Credentials: signature not valid, no evidence"),
        CredentialState.BAD_CERTIFICATE.value: _("Content Credentials: certificate not valid, no evidence"),
        CredentialState.REMOTE.value: _("Content Credentials: only named at an address, not fetched"),
        CredentialState.MALFORMED.value: _("Content Credentials: cannot be read, no evidence"),
    }
    return known.get(state, state)


def conflict_words(about: str) -> str:
    """Return what two places of a file disagree about."""
    known = {
        "seed": _("Two seeds"),
        "steps": _("Two numbers of steps"),
        "cfg_scale": _("Two guidance scales"),
        "model": _("Two models"),
        "prompt": _("Two prompts"),
        "picture_size": _("Another size than recorded"),
        "origin": _("Generated and photographed"),
    }
    return known.get(about, about)


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
