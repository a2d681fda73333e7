"""Builds everything once: the only place that knows everybody."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import platformdirs
from sqlalchemy import Engine

from studio_app.bootstrap_machine import Machine
from studio_app.bootstrap_sheets import sheet_steps
from studio_app.domain.ids import PersonId, StudioId, new_uuid
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.domain.names import shown
from studio_app.domain.sources import Source
from studio_app.domain.watched import Wanted, WatchedTime
from studio_app.exports.own_files import OwnFiles
from studio_app.integrations.workflow_files import checked_workflow, takes_layout
from studio_app.storage import founding_folder
from studio_app.storage.database import open_database
from studio_app.storage.failures import StudioDamaged, in_words
from studio_app.storage.migrations import SCHEMA, schema_of, upgrade
from studio_app.storage.role_shelf import RoleShelf
from studio_app.storage.row_values import person_text
from studio_app.storage.sql_ledger import SqlLedger
from studio_app.storage.store import FileStore
from studio_app.storage.studio_folder import StudioFolder, newer_studio, read_studio, write_settings
from studio_app.workflow.agreements import AgreementStep
from studio_app.workflow.arrival import ArrivalStep
from studio_app.workflow.attributing import AttributionStep
from studio_app.workflow.backgrounds import BackgroundStep
from studio_app.workflow.candidates import CandidateStep
from studio_app.workflow.correcting import CorrectionStep
from studio_app.workflow.delivery_ports import DeliveryExaminer
from studio_app.workflow.desk import DeskStep
from studio_app.workflow.disclosing import DisclosureStep
from studio_app.workflow.entry_evidence import EntryEvidenceStep
from studio_app.workflow.evidence import EvidenceStep
from studio_app.workflow.founding import found_studio
from studio_app.workflow.generating import GeneratingStep
from studio_app.workflow.generator_ports import PictureGenerator
from studio_app.workflow.origins import OriginStep
from studio_app.workflow.overview import OverviewStep
from studio_app.workflow.own_export import OwnExportStep
from studio_app.workflow.own_reading import StudioSheet
from studio_app.workflow.own_view import OwnViewStep
from studio_app.workflow.people import PeopleStep
from studio_app.workflow.previews import PreviewStep
from studio_app.workflow.reducing import ReducingStep
from studio_app.workflow.retouch_time import RetouchTimeStep
from studio_app.workflow.reviewing import ReviewStep
from studio_app.workflow.steps import Steps
from studio_app.workflow.studio import Studio
from studio_app.workflow.submitting import SubmitStep
from studio_app.workflow.time_evidence import TimeEvidenceStep
from studio_app.workflow.time_reading import TimeReadingStep
from studio_app.workflow.working_files import WorkingFileStep

_MIGRATIONS = "db/migrations"


def open_studio(
    root: Path, machine: Machine, *, examiner: DeliveryExaminer, by: Callable[[], PersonId | None] | None = None
) -> Studio:
    """Open the studio in `root`; a schema that is older is brought forward, a newer one refused."""
    folder = read_studio(root)
    engine = open_database(folder.database_path)
    with in_words(folder.database_path):
        found = schema_of(engine)
        if not found:
            raise StudioDamaged(
                _("The studio {name} has no ledger.", name=shown(str(root))),
                hint=_("Restore {database} from a backup.", database=folder.database),
            )
        if found > SCHEMA:
            raise newer_studio(root)
        if found < SCHEMA:
            upgrade(engine, machine.shipped / _MIGRATIONS)
    return _assemble(folder, engine, machine, examiner=examiner, by=by)


def found(
    root: Path,
    machine: Machine,
    *,
    title: str,
    currency: str,
    zone: str,
    floor: str = "",
    region: str = "",
    demonstration: bool = False,
) -> StudioFolder:
    """Make a new studio in `root`; it is one from the moment its `studio.toml` is there."""
    folder = StudioFolder(
        root=root,
        id=StudioId(new_uuid()),
        title=title,
        currency=currency,
        zone=zone,
        floor=floor,
        region=region,
        demonstration=demonstration,
    )
    engine = founding_folder.make_database(root, folder.database, machine.shipped / _MIGRATIONS)
    ledger = _ledger(folder, engine, machine, FileStore(root))
    found_studio(ledger, title=title, currency=currency, zone=zone)
    engine.dispose()
    write_settings(folder)
    return folder


def _ledger(folder: StudioFolder, engine: Engine, machine: Machine, store: FileStore) -> SqlLedger:
    return SqlLedger(
        engine,
        place=folder.database_path,
        studio=folder.id,
        store=store,
        installation=machine.installation,
        clock=machine.clock,
    )


def _assemble(
    folder: StudioFolder,
    engine: Engine,
    machine: Machine,
    *,
    examiner: DeliveryExaminer,
    by: Callable[[], PersonId | None] | None,
) -> Studio:
    """String the steps of one studio together."""
    store = FileStore(folder.root, cache=platformdirs.user_cache_path("teire", appauthor=False) / "derived")
    ledger = _ledger(folder, engine, machine, store)
    overview = OverviewStep(ledger, title=folder.title, currency=folder.currency, zone=folder.zone)
    floor = money_from_text(folder.floor, folder.currency) if folder.floor else None
    shelf = RoleShelf(machine.shipped, folder.root)
    previews = PreviewStep(ledger, store=store, examiner=examiner)
    arrival = ArrivalStep(ledger, store=store, examiner=examiner)
    sheet = StudioSheet(id=folder.id, title=folder.title, currency=folder.currency, zone=folder.zone)
    desk = DeskStep(ledger, book=machine.desk, clock=machine.clock)
    candidates = CandidateStep(ledger, store=store, examiner=examiner, arrival=arrival)
    attribution = AttributionStep(ledger, store=store, examiner=examiner)
    sheets = sheet_steps(
        folder,
        machine,
        ledger,
        overview=overview,
        shelf=shelf,
        store=store,
        examiner=examiner,
        attribution=attribution,
        previews=previews,
    )
    steps = Steps(
        people=PeopleStep(ledger, person_text=person_text, checked_number=machine.checked_number),
        backgrounds=BackgroundStep(ledger),
        arrival=arrival,
        candidates=candidates,
        reducing=ReducingStep(ledger, store=store, examiner=examiner),
        generating=GeneratingStep(
            ledger,
            book=machine.installation.source_book(folder.id),
            candidates=candidates,
            connect=_connected,
            checked=_checked_address,
            takes_layout=lambda workflow: takes_layout(checked_workflow(workflow)),
            view=previews.view,
        ),
        attribution=attribution,
        origins=OriginStep(ledger, store=store, examiner=examiner),
        disclosures=DisclosureStep(ledger),
        time=RetouchTimeStep(ledger, clock=machine.clock),
        desk=desk,
        submitting=SubmitStep(
            ledger, desk=desk, book=machine.desk, kept=machine.saves, arrival=arrival, clock=machine.clock
        ),
        own=OwnViewStep(
            ledger,
            machine.desk,
            desk,
            clock=machine.clock,
            studio=sheet,
            exports=OwnExportStep(
                ledger, machine.desk, kept=machine.saves, clock=machine.clock, studio=sheet, writer=OwnFiles()
            ),
            roles=shelf.read,
            floors=machine.floors(floor, lambda: machine.desk.settings().region or folder.region),
        ),
        working_files=WorkingFileStep(ledger, store=store, title=folder.title, folder=machine.work_folder),
        time_reading=TimeReadingStep(ledger, clock=machine.clock, zone=folder.zone, source=_watched),
        time_evidence=TimeEvidenceStep(ledger, store=store, examiner=examiner),
        reviews=ReviewStep(ledger),
        corrections=CorrectionStep(ledger),
        agreements=AgreementStep(ledger),
        overview=overview,
        previews=previews,
        save_previews=PreviewStep(ledger, store=machine.saves, examiner=examiner),
        evidence=EvidenceStep(ledger),
        entry_evidence=EntryEvidenceStep(ledger, overview),
        **sheets,
    )
    return Studio(
        steps,
        title=folder.title,
        currency=folder.currency,
        me=by or partial(machine.installation.me, folder.id),
        remember_me=partial(machine.installation.remember_me, folder.id),
        keys=machine.installation,
        folder=folder.root,
        clock=machine.desk_clock(),
        book=machine.desk,
        open_in_program=_open_in_program,
    )


def _open_in_program(file: Path, command: str) -> None:
    from studio_app.integrations.programs import open_in_program  # noqa: PLC0415 - seldom needed

    open_in_program(file, command)


def _connected(source: Source, token: str) -> PictureGenerator:
    # requests takes a sixth of a second to load, and hardly any start asks a generator.
    from studio_app.integrations.connecting import connected  # noqa: PLC0415

    return connected(source, token)


def _watched(place: str, wanted: Wanted) -> WatchedTime:
    from studio_app.integrations.activitywatch import watched  # noqa: PLC0415

    return watched(place, wanted)


def _checked_address(address: str) -> str:
    from studio_app.integrations.exchange import checked_base  # noqa: PLC0415

    return checked_base(address)
