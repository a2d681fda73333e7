"""`teire deliver`."""

from pathlib import Path
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.certificates import asked_password, soon_over
from studio_app.cli.progress import shown_progress
from studio_app.domain.deliveries import DeliveredFormat, DeliveryNote, SigningIdentity
from studio_app.domain.language import _, counted
from studio_app.domain.moments import to_ms
from studio_app.exports.delivery_json import note_json
from studio_app.workflow.delivery_ports import Ask, Delivered, DeliveredMany
from studio_app.workflow.errors import StepRefused

_FOUND_SOMETHING = 1


@click.command()
@click.argument("background", metavar="BACKGROUND", required=False)
@click.option("--episode", help="Deliver every background of an episode into a folder.")
@click.option("--stage", metavar="ID", help="Deliver this stage, approved or not.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE|DIR", help="Where it goes; else this folder.")
@click.option(
    "--format",
    "kind",
    type=click.Choice([one.value for one in DeliveredFormat]),
    help="Encode the picture anew as this kind of file.",
)
@click.option("--sign/--no-sign", default=True, help="Sign the picture (the default), or leave it unsigned.")
@click.option("--certificate", type=click.Path(path_type=Path), metavar="CHAIN.pem", help="Sign with this one instead.")
@click.option("--key", type=click.Path(path_type=Path), metavar="KEY.pem", help="The key of --certificate.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
@click.option("--show", is_flag=True, help="Only say what would be written into the picture.")
@shared_options
@asked
def deliver(
    ask: Asked,
    background: str | None,
    episode: str | None,
    stage: str | None,
    out: Path | None,
    kind: str | None,
    certificate: Path | None,
    key: Path | None,
    *,
    sign: bool,
    replace: bool,
    show: bool,
) -> int:
    """Deliver approved pictures with their makers written into them, signed last; no pixel is touched."""
    if (background is None) == (episode is None) or (episode is not None and (stage is not None or show)):
        raise StepRefused(
            _("Name one background, or an episode with --episode."),
            hint=_("--stage and --show are for one background."),
        )
    if show and background is not None:
        _show(ask, ask.steps.delivering.note(background, stage=stage))
        return 0
    identity = _identity(ask, certificate, key) if sign else None
    asking = Ask(
        out=out or Path(),
        kind=DeliveredFormat(kind) if kind else None,
        identity=identity,
        replace=replace,
    )
    with shown_progress() as progress:
        if background is not None:
            one = ask.steps.delivering.deliver(background, asking, stage=stage, by=ask.by, progress=progress)
            many = DeliveredMany(delivered=(one,), refused=())
        else:
            many = ask.steps.delivering.deliver_episode(episode or "", asking, by=ask.by, progress=progress)
    _answer(ask, many, identity, single=background is not None)
    return _FOUND_SOMETHING if many.refused or many.stopped else 0


def _identity(ask: Asked, certificate: Path | None, key: Path | None) -> SigningIdentity:
    """Return who signs: the certificate that was given for this once, else the studio's."""
    if (certificate is None) != (key is None):
        raise StepRefused(
            _("A certificate signs only with its key."), hint=_("Give both --certificate CHAIN.pem and --key KEY.pem.")
        )
    if certificate is not None and key is not None:
        from studio_app.storage.certificate_box import given_identity  # noqa: PLC0415 - slow to load

        return given_identity(certificate, key, now=ask.steps.certificates.now(), password=asked_password)
    return ask.steps.certificates.identity()


def delivered_document(one: Delivered) -> dict[str, Any]:
    """A delivery: its entry, its file, and the note that was written into it."""
    return {
        "path": str(one.path.absolute()),
        "entry": one.picture.entry,
        "sha256": one.picture.sha256,
        "source": one.picture.source,
        "format": one.picture.file_format,
        "certificate": one.picture.certificate,
        "recorded_at": to_ms(one.picture.recorded_at),
        "already": one.already,
        "encoded": one.encoded,
        "why": one.note.why,
        "notices": list(one.notices),
        "note": note_json(one.note),
    }


def _answer(ask: Asked, many: DeliveredMany, identity: SigningIdentity | None, *, single: bool) -> None:
    if ask.json:
        documents = [delivered_document(one) for one in many.delivered]
        refused = [{"code": one.code, "why": one.why.message, "hint": one.why.hint} for one in many.refused]
        print_json(documents[0] if single else {"delivered": documents, "refused": refused, "stopped": many.stopped})
        return
    lines = [line for one in many.delivered for line in _lines(one)]
    lines += [f"{one.code}: {one.why}" for one in many.refused]
    if not single:
        lines.append(counted("{count} picture was delivered.", "{count} pictures were delivered.", len(many.delivered)))
    if many.stopped:
        lines.append(_("Stopped before the end; what was delivered stays delivered."))
    over = soon_over(identity.facts, ask.steps.certificates.now()) if identity else ""
    print_lines([*lines, *([over] if over else [])])


def _lines(one: Delivered) -> list[str]:
    names = ", ".join(one.note.creators) or _("nobody named")
    again = _("the same was delivered before, nothing new was recorded") if one.already else ""
    made = _("encoded anew") if one.encoded else ""
    signed = "" if one.picture.certificate else _("not signed")
    said = ", ".join(part for part in (names, one.note.source.value, signed, made, again) if part)
    return [f"{one.note.code}: {said}", _("Written to {path}.", path=one.path), *one.notices]


def _show(ask: Asked, note: DeliveryNote) -> None:
    if ask.json:
        print_json({**note_json(note), "why": note.why})
        return
    systems = [" ".join(part for part in (one.system, one.version) if part) for one in note.generators]
    print_lines(
        [
            note.title,
            _("Creators: {names}", names=", ".join(note.creators) or _("nobody named")),
            _("Source type: {term}. {why}", term=note.source.value, why=note.why),
            *(_("Generative AI used: {system}", system=one) for one in systems),
            *(f"  {one.name.value}  {one.permille and one.permille + ' ‰'}".rstrip() for one in note.actions),
            _("Ledger: {origin}, {count} entries", origin=note.pointer.origin, count=note.pointer.size),
        ]
    )
