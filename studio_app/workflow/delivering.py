"""A picture leaves the studio with its makers written into it: signed, read back, kept, put where it goes, recorded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.generator_uses import DeliveredPicture
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.domain.progress import Cancelled, no_progress, part_of
from studio_app.ledger import kinds
from studio_app.ledger.checkpoints import read_checkpoint
from studio_app.ledger.entries import Draft
from studio_app.statements.delivery_note import Delivering, draw_up_delivery
from studio_app.workflow.delivery_choice import chosen_of, kind_of, labels_of, lost_words, notices_of
from studio_app.workflow.delivery_facts import DeliveryFacts
from studio_app.workflow.delivery_ports import (
    Delivered,
    DeliveredMany,
    DeliveryJob,
    NotDelivered,
)
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background, find_stage
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.deliveries import DeliveryNote, DeliveryWords
    from studio_app.domain.ids import Digest, PersonId
    from studio_app.domain.progress import Progress
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.stages import Stage
    from studio_app.statements.generator_table import GeneratorTable
    from studio_app.statements.roles import RoleTable
    from studio_app.workflow.delivery_choice import Chosen
    from studio_app.workflow.delivery_ports import Ask, DeliveryExaminer, DeliveryWriter
    from studio_app.workflow.ports import FileStore, Ledger, StudioIndex

_LOOKED, _PUT = 0.6, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables and the studio's own words that a note is drawn up with, read when they are needed."""

    roles: Callable[[], RoleTable]
    generators: Callable[[], GeneratorTable]
    words: Callable[[], DeliveryWords]


class DeliveryStep:
    """Delivers pictures; `reading` gives the ledger as it reads now."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        store: FileStore,
        examiner: DeliveryExaminer,
        reading: Callable[[], StudioReading],
        tables: Tables,
        writer: DeliveryWriter,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._reading = reading
        self._tables = tables
        self._writer = writer
        self._facts = DeliveryFacts(ledger, store=store, examiner=examiner)

    def deliver(
        self,
        background: str,
        ask: Ask,
        *,
        stage: str | None = None,
        by: PersonId | None,
        progress: Progress = no_progress,
    ) -> Delivered:
        """Deliver a background's approved picture, or the stage that is named; `progress` may raise to stop.

        Chosen is the newest approved `final`, else the newest approved stage. The same picture with the same note and
        certificate is recorded once; asked for again, it is only written again. Raises a `StudioError` with nothing
        recorded where it cannot be.
        """
        reading = self._reading()
        with self._ledger.look() as index:
            chosen = chosen_of(reading, find_background(index, background), stage)
        label = labels_of([chosen.background.code])[chosen.background.code]
        return self._deliver(reading, chosen, ask, label, by=by, progress=progress)

    def _deliver(
        self,
        reading: StudioReading,
        chosen: Chosen,
        ask: Ask,
        label: str,
        *,
        by: PersonId | None,
        progress: Progress,
    ) -> Delivered:
        kind = kind_of(chosen.stage, ask.kind)
        place = self._writer.place_for(ask.out, label, kind, replace=ask.replace)
        note = self._note(reading, chosen, progress=part_of(progress, 0.0, _LOOKED))
        encoded = kind.value != chosen.stage.file_format
        before = self._before(note, chosen.stage, kind, ask)
        if before is not None:
            kept = self._store.path(before.sha256)
            self._writer.put(kept, place, replace=ask.replace)
            progress(1.0)
            return Delivered(
                picture=before,
                note=note,
                path=place,
                already=True,
                encoded=encoded,
                notices=notices_of(chosen, note, self._writer.other_artists(kept, kind, note), encoded=encoded),
            )
        return self._made(note, chosen, ask, kind, place, by=by, progress=part_of(progress, _LOOKED, 1.0))

    def deliver_episode(
        self, episode: str, ask: Ask, *, by: PersonId | None, progress: Progress = no_progress
    ) -> DeliveredMany:
        """Deliver every background of an episode into a folder; what is refused keeps none of the others back.

        Stopped by `progress`, what was delivered until then stays delivered.
        """
        reading = self._reading()
        wanted = sorted((one for one in reading.backgrounds if one.episode == episode), key=lambda one: one.code)
        if not wanted:
            raise StepRefused(
                _("No background belongs to {scope}.", scope=shown(episode)),
                hint=_("Look up the episodes and cuts with “teire background list”."),
            )
        if not ask.out.is_dir():
            raise StepRefused(
                _("There is no folder {folder}.", folder=shown(ask.out)), hint=_("Create it, or name another one.")
            )
        done: list[Delivered] = []
        refused: list[NotDelivered] = []
        labels = labels_of([one.code for one in wanted])
        for at, one in enumerate(wanted):
            part = part_of(progress, at / len(wanted), (at + 1) / len(wanted))
            try:
                chosen = chosen_of(reading, one, None)
                done.append(self._deliver(reading, chosen, ask, labels[one.code], by=by, progress=part))
            except Cancelled:
                return DeliveredMany(delivered=tuple(done), refused=tuple(refused), stopped=True)
            except StudioError as error:
                refused.append(NotDelivered(code=one.code, why=error))
        return DeliveredMany(delivered=tuple(done), refused=tuple(refused))

    def note(self, background: str, *, stage: str | None = None, progress: Progress = no_progress) -> DeliveryNote:
        """Return what would be written into a background's picture, without delivering anything."""
        reading = self._reading()
        with self._ledger.look() as index:
            chosen = chosen_of(reading, find_background(index, background), stage)
        return self._note(reading, chosen, progress=progress)

    def _note(self, reading: StudioReading, chosen: Chosen, *, progress: Progress) -> DeliveryNote:
        head = read_checkpoint(self._ledger.head())
        origin, _size, root = head.text.splitlines()
        what = Delivering(
            background=chosen.background,
            chain=chosen.chain,
            evidence=self._facts.of(chosen.chain, progress=progress),
            words=self._tables.words(),
            review=chosen.review,
            origin=origin,
            size=head.size,
            root=root,
        )
        return draw_up_delivery(reading, what, roles=self._tables.roles(), generators=self._tables.generators())

    def _before(self, note: DeliveryNote, stage: Stage, kind: DeliveredFormat, ask: Ask) -> DeliveredPicture | None:
        """Return the same delivery, if there was one and its kept file still says the same."""
        certificate = ask.identity.facts.fingerprint if ask.identity else ""
        with self._ledger.look() as index:
            found = [
                one
                for one in index.agreed(DeliveredPicture)
                if (one.stage, one.source, one.file_format, one.certificate)
                == (stage.id, stage.sha256, kind.value, certificate)
            ]
        if not found or not self._writer.says_the_same(self._store.path(found[-1].sha256), kind, note):
            return None
        return found[-1]

    def _made(
        self,
        note: DeliveryNote,
        chosen: Chosen,
        ask: Ask,
        kind: DeliveredFormat,
        place: Path,
        *,
        by: PersonId | None,
        progress: Progress,
    ) -> Delivered:
        """Make and keep the file, put it in its place, and only then record it."""
        encoded = kind.value != chosen.stage.file_format
        sha256, lost = self._put(note, chosen, ask, kind, place)
        progress(_PUT)
        try:
            picture = self._recorded(chosen, sha256, kind, ask, encoded=encoded, by=by)
        except BaseException:
            if not ask.replace:
                with suppress(OSError):
                    place.unlink()
            raise
        others = self._writer.other_artists(self._store.path(sha256), kind, note)
        progress(1.0)
        return Delivered(
            picture=picture,
            note=note,
            path=place,
            already=False,
            encoded=encoded,
            notices=(*notices_of(chosen, note, others, encoded=encoded), *lost_words(lost)),
        )

    def _put(
        self, note: DeliveryNote, chosen: Chosen, ask: Ask, kind: DeliveredFormat, place: Path
    ) -> tuple[Digest, tuple[str, ...]]:
        """Make the file aside, check it, keep it, put it in its place; return its digest and whose manifest is lost."""
        kept = self._store.path(chosen.stage.sha256)
        encoded = kind.value != chosen.stage.file_format
        with self._writer.aside(place) as folder:
            source = folder / f"encoded.{kind.ending}" if encoded else kept
            if encoded:
                self._examiner.encode(kept, source, kind=kind)
            job = DeliveryJob(
                note=note,
                source=source,
                kind=kind,
                files=[self._store.path(one.sha256) for one in note.stages],
                identity=ask.identity,
                encoded=encoded,
            )
            made = folder / f"delivered.{kind.ending}"
            lost = self._writer.make(job, made)
            if kind is DeliveredFormat.TIFF:
                self._require_same_picture(source, made)
            with self._store.receive(made) as incoming:
                self._store.keep(incoming)
            self._writer.put(made, place, replace=ask.replace)
        return incoming.sha256, lost

    def _require_same_picture(self, source: Path, made: Path) -> None:
        """Refuse a TIFF whose picture is not what it was: signing one lays its parts anew."""
        report = self._examiner.compare(source, made, picture=None)
        sizes = (report.before.width, report.before.height, report.before.bit_depth)
        if report.repaint.changed_pixels or sizes != (report.after.width, report.after.height, report.after.bit_depth):
            raise StepRefused(
                _("Writing into this TIFF would have changed its picture."),
                hint=_("Save it as a plain TIFF with one picture, or deliver it as PNG with --format png."),
            )

    def _recorded(
        self,
        chosen: Chosen,
        sha256: Digest,
        kind: DeliveredFormat,
        ask: Ask,
        *,
        encoded: bool,
        by: PersonId | None,
    ) -> DeliveredPicture:
        payload: dict[str, Any] = {
            "background": chosen.background.id,
            "stage": chosen.stage.id,
            "source": chosen.stage.sha256,
            "file": {"sha256": sha256, "format": kind.value},
            "certificate": ask.identity.facts.fingerprint if ask.identity else "",
            "encoded": encoded,
        }
        if by is not None:
            payload["by"] = by

        def decide(index: StudioIndex) -> Decision:
            stage = find_stage(index.stages(chosen.background.id), chosen.stage.id)
            if stage.withdrawn:
                raise StepRefused(_("The picture was withdrawn meanwhile."), hint=_("Deliver again."))
            draft = Draft(kind=kinds.PICTURE_DELIVERED, payload=payload, basis=Basis.MEASURED)
            return Decision(drafts=(draft,))

        written = self._ledger.append(decide, by=by)
        with self._ledger.look() as index:
            return next(one for one in index.agreed(DeliveredPicture) if one.entry == written[0][1].hash)
