"""The process dossier as a document, with its pictures."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from studio_app.domain.figures import grouped
from studio_app.domain.generations import Sampling
from studio_app.domain.ids import StageId
from studio_app.domain.language import _
from studio_app.domain.wording import cause_words, moment, verdict_words, work_word
from studio_app.exports.answer_words import (
    area,
    background_heading,
    delta_e,
    document_of,
    hashes,
    marks_words,
    name,
    regions,
    system_words,
)
from studio_app.exports.documents import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from studio_app.statements.answers.dossier_values import BackgroundProcess, DossierStage, PictureKind, ProcessDossier

Shown = Mapping[StageId, Path]
"""Where the picture of each stage lies, made to be looked at, with its change beside it where that is kept."""


def dossier_document(dossier: ProcessDossier, shown: Shown) -> Document:
    """Return the dossier, each background from its first stage to its last."""
    return document_of(
        dossier.head,
        _("Process dossier"),
        _blocks(dossier, shown),
        missing=dossier.missing,
        definitions=dossier.definitions,
    )


def _blocks(dossier: ProcessDossier, shown: Shown) -> Iterator[Block]:
    zone = dossier.head.zone
    for place, one in enumerate(dossier.backgrounds):
        if place:
            yield PageBreak()
        yield Heading(text=background_heading(one.code, one.cuts, one.episode))
        if not one.stages:
            yield Paragraph(text=_("No picture has arrived yet."))
        for stage in one.stages:
            yield from _stage(stage, one, shown, zone)
        yield from _owners(one)
        yield from _candidates(one, zone)
        yield from _told(one, zone)
        yield from _reviews(one, zone)
        yield from _time(one)


def _stage(stage: DossierStage, background: BackgroundProcess, shown: Shown, zone: str) -> Iterator[Block]:
    generated = stage.kind.made_by_generator
    maker = system_words(stage.system, stage.version) if generated else name(stage.who)
    yield Heading(text=f"{stage.name} · {maker}", level=2)
    if stage.id in shown:
        mapped = any((one.stage, one.kind) == (stage.id, PictureKind.CHANGE) for one in background.pictures)
        caption = f"{background.code} {stage.name}"
        if mapped:
            caption = _("{picture}; beside it where it differs from {parent}", picture=caption, parent=stage.parent)
        yield Figure(path=shown[stage.id], caption=caption)
    yield Facts(pairs=tuple(_facts(stage, zone, generated=generated)))


def _facts(stage: DossierStage, zone: str, *, generated: bool) -> Iterator[tuple[str, str]]:
    if generated:
        yield _("Asked by"), stage.who.words
    if not stage.in_chain:
        yield _("Place"), _("beside the chain of the newest picture")
    yield _("Made from"), stage.parent or _("no earlier picture is recorded")
    yield _("Recorded"), moment(stage.recorded_at, zone)
    if stage.saved_at is not None:
        yield _("Saved"), moment(stage.saved_at, zone)
    if stage.change is not None:
        changed = area(stage.change.changed_pixels, stage.change.total_pixels)
        yield _("Changed"), "; ".join(filter(None, (changed, regions(stage.region_sums), delta_e(stage.grade_delta_e))))
    if stage.share is not None:
        yield _("Visible in the newest picture"), area(stage.share.visible, stage.share.total)
    if generated:
        yield from _settings(stage)
    yield _("What the file says"), marks_words(stage.marks)
    yield _("File"), f"{stage.file_format}, {stage.width} × {stage.height}, SHA-256 {stage.sha256}"
    yield _("Entry"), " ".join(stage.entries)


def _settings(stage: DossierStage) -> Iterator[tuple[str, str]]:
    """What the file says of how the generator was set; of a file that was not read what its entry holds."""
    if not stage.settings_read:
        yield _("Model"), stage.marks.model or _("not stated")
        yield _("Seeds"), ", ".join(stage.marks.seeds) or _("not stated")
        return
    for sampling in stage.samplings:
        yield _("Sampling"), _sampling(sampling)
    for prompt in stage.prompts:
        yield _("Prompt"), prompt


def _sampling(one: Sampling) -> str:
    said = (
        (_("model"), one.model),
        (_("seed"), one.seed),
        (_("steps"), one.steps),
        (_("sampler"), " ".join(filter(None, (one.sampler, one.scheduler)))),
        ("CFG", one.cfg_scale),
        (_("denoise"), one.denoise),
        (_("size"), one.size),
        ("LoRA", ", ".join(one.loras)),
        (_("begun from"), ", ".join(one.input_images)),
    )
    return ", ".join(f"{what} {value}" for what, value in said if value)


def _owners(one: BackgroundProcess) -> Iterator[Block]:
    for picture in one.pictures:
        if picture.kind is PictureKind.OWNERS:
            yield Heading(text=_("Who painted what"), level=2)
            yield Figure(path=picture.path, caption=_("{code}: each part in the colour of its maker", code=one.code))


def _candidates(one: BackgroundProcess, zone: str) -> Iterator[Block]:
    if not one.batches and not one.picks:
        return
    yield Heading(text=_("Candidates and the pick"), level=2)
    total, small = sum(batch.count for batch in one.batches), sum(batch.small for batch in one.batches)
    yield Paragraph(
        text=_(
            "{count} candidates, {small} of them kept only as small pictures.",
            count=grouped(total),
            small=grouped(small),
        )
    )
    if one.batches:
        heads = (
            Head(title=_("Generator"), share=3),
            Head(title=_("Asked by"), share=2),
            Head(title=_("Count"), kind=Column.NUMBER),
            Head(title=_("Kept small"), kind=Column.NUMBER),
            Head(title=_("Recorded"), share=2),
            Head(title=_("First entry"), kind=Column.CODE, share=2),
        )
        rows = tuple(
            Row(
                cells=(
                    system_words(batch.system, batch.version),
                    batch.asked_by.words,
                    batch.count,
                    batch.small,
                    moment(batch.first, zone),
                    hashes(batch.entries),
                ),
                key=one.code,
                entries=tuple(batch.entries),
            )
            for batch in one.batches
        )
        yield Table(name=_("Candidates"), heads=heads, rows=rows)
    for pick in one.picks:
        said = _(
            "{who} picked {stage} among {count} on {when}: {reason}",
            who=pick.who.words,
            stage=pick.stage or _("a generation that no longer counts"),
            count=grouped(pick.among),
            when=moment(pick.when, zone),
            reason=pick.reason or _("no reason kept"),
        )
        yield Paragraph(text=f"{said} ({hashes(pick.entries)})", quiet=not pick.counts)


def _told(one: BackgroundProcess, zone: str) -> Iterator[Block]:
    if not one.told:
        return
    yield Heading(text=_("Who was told that the picture was generated"), level=2)
    heads = (
        Head(title=_("Name"), share=3),
        Head(title=_("Stage"), share=2),
        Head(title=_("Seen"), share=2),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(name(told.who), told.stage, moment(told.when, zone), hashes(told.entries)),
            key=told.who.code,
            entries=tuple(told.entries),
        )
        for told in one.told
    )
    yield Table(name=_("Told"), heads=heads, rows=rows)


def _reviews(one: BackgroundProcess, zone: str) -> Iterator[Block]:
    if not one.reviews:
        return
    yield Heading(text=_("Reviews and retakes"), level=2)
    heads = (
        Head(title=_("Stage"), share=2),
        Head(title=_("Verdict"), share=2),
        Head(title=_("Cause"), share=2),
        Head(title=_("By"), share=2),
        Head(title=_("When"), share=2),
        Head(title=_("Note"), share=4),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                word.stage,
                verdict_words(word.verdict) + (f" ({_('disputed')})" if word.disputed else ""),
                "" if word.cause is None else cause_words(word.cause),
                word.who.words,
                moment(word.when, zone),
                word.note,
                hashes(word.entries),
            ),
            key=one.code,
            entries=tuple(word.entries),
        )
        for word in one.reviews
    )
    yield Table(name=_("Reviews"), heads=heads, rows=rows)


def _time(one: BackgroundProcess) -> Iterator[Block]:
    if not one.time:
        return
    yield Heading(text=_("Working time"), level=2)
    heads = (
        Head(title=_("Name"), share=3),
        Head(title=_("On what"), share=2),
        Head(title=_("Sessions"), kind=Column.NUMBER),
        Head(title=_("Measured"), kind=Column.TIME),
        Head(title=_("Read"), kind=Column.TIME),
        Head(title=_("Stated"), kind=Column.TIME),
        Head(title=_("Unconfirmed"), kind=Column.TIME),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                name(time.who),
                work_word(time.work),
                time.sessions,
                time.active.measured,
                time.active.read,
                time.active.stated,
                time.unconfirmed,
                hashes(time.entries),
            ),
            key=time.who.code,
            entries=tuple(time.entries),
        )
        for time in one.time
    )
    yield Table(name=_("Working time"), heads=heads, rows=rows)
