"""`teire origin`."""

from collections.abc import Iterator
from pathlib import Path

import click

from studio_app.cli.answers import padded, print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.marks_documents import marks_document
from studio_app.domain.credentials import ContentCredential
from studio_app.domain.examinations import Examination
from studio_app.domain.findings import Conflict
from studio_app.domain.generations import GenerationRecord, Sampling
from studio_app.domain.language import _
from studio_app.domain.marks_wording import conflict_words
from studio_app.domain.names import shown_name
from studio_app.domain.source_types import source_type_term
from studio_app.storage.installation import trusted_signers

_LONGEST = 300
_NAME_WIDTH = 12


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--trusted",
    type=click.Path(path_type=Path),
    metavar="SIGNERS.pem",
    help="Certificates of the signers you trust; else trusted-signers.pem of this installation, if it is there.",
)
@shared_options
@asked
def origin(ask: Asked, files: tuple[Path, ...], trusted: Path | None) -> None:
    """Say what files tell of where they come from; no studio is needed, and nothing goes online."""
    examiner = ask.examiner(trusted_signers(trusted) if trusted else None)
    found = [(file, examiner.examine(file, derived=None)) for file in files]
    if not ask.json:
        print_lines(line for file, one in found for line in _lines(file, one))
        return
    documents = [_document(file, one) for file, one in found]
    print_json(documents[0] if len(documents) == 1 else {"files": documents})


def _document(file: Path, found: Examination) -> dict[str, object]:
    facts = found.facts
    return {
        "path": str(file),
        "sha256": facts.sha256,
        "format": facts.file_format,
        "width": facts.width,
        "height": facts.height,
        **marks_document(found.marks),
    }


def _lines(file: Path, found: Examination) -> Iterator[str]:
    facts, marks = found.facts, found.marks
    yield f"{shown_name(file)}  {facts.file_format} {facts.width}×{facts.height}"
    if marks.generation is not None:
        yield from _generation_lines(marks.generation)
    for credential in marks.content_credentials:
        yield from _credential_lines(credential)
    for finding in marks.credentials:
        if finding.name == "digital_source_type":
            yield _line(_("source type"), f"{source_type_term(finding.value)}  [{finding.where}]")
    for finding in marks.evidence:
        yield _line(finding.name, f"{finding.value}  [{finding.where}]")
    for conflict in marks.conflicts:
        yield _line(_("conflict"), _conflict_words(conflict))
    for sentence in (*marks.problems, *marks.limits):
        yield _line(_("note"), sentence)


def _generation_lines(record: GenerationRecord) -> Iterator[str]:
    system = " ".join(part for part in (record.system or _("unknown program"), record.version) if part)
    yield _line(_("generator"), _("{system}, written as {dialect}", system=system, dialect=record.dialect))
    if record.model:
        yield _line(_("model"), ", ".join((record.model, *record.values("model_hash"))))
    for number, run in enumerate(record.samplings, start=1):
        yield _line(_("run {number}", number=number), f"{_run_words(run)}  [{run.where}]")
        for words in run.prompts:
            yield _line(_("prompt"), words)
        for words in run.negative_prompts:
            yield _line(_("not wanted"), words)
        if run.input_images:
            yield _line(_("from"), ", ".join(run.input_images))
    for name in ("unused_sampler", "text"):
        for finding in record.findings:
            if finding.name == name:
                yield _line(_("besides"), f"{finding.value}  [{finding.where}]")


def _run_words(run: Sampling) -> str:
    parts = [
        _("seed {seed}", seed=run.seed) if run.seed else "",
        _("{steps} steps", steps=run.steps) if run.steps else "",
        " ".join(part for part in (run.sampler, run.scheduler) if part),
        f"CFG {run.cfg_scale}" if run.cfg_scale else "",
        _("denoise {share}", share=run.denoise) if run.denoise else "",
        run.size,
        _("LoRA {names}", names=", ".join(run.loras)) if run.loras else "",
    ]
    return ", ".join(part for part in parts if part) or _("nothing is said of its settings")


def _credential_lines(credential: ContentCredential) -> Iterator[str]:
    signed = ", ".join(part for part in (credential.signer, credential.signed_at, credential.generator) if part)
    words = [credential.state.value, signed, *credential.codes]
    yield _line(_("credential"), f"{'; '.join(word for word in words if word)}  [{credential.where}]")
    for one in credential.source_types:
        yield _line(_("source type"), f"{source_type_term(one.value)}  [{one.where}]")
    for action in credential.actions:
        said = " ".join(part for part in (action.name, action.agent, action.when) if part)
        yield _line(_("action"), said)
    for part in credential.ingredients:
        holds = {True: _("holds"), False: _("does not hold"), None: _("has no credential")}[part.holds]
        yield _line(_("ingredient"), f"{part.title or '?'} ({part.relationship}): {holds}")


def _conflict_words(conflict: Conflict) -> str:
    said = " ≠ ".join(f"{finding.value}  [{finding.where}]" for finding in conflict.findings)
    return f"{conflict_words(conflict.about)}: {said}"


def _line(name: str, words: str) -> str:
    """Return one line; whatever a file says stays on it."""
    one_line = " ".join("".join(character if character.isprintable() else " " for character in words).split(" "))
    short = one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"
    return f"  {padded(name, _NAME_WIDTH)}{' '.join(short.split())}"
