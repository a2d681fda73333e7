"""Builds the program that records at a desk: beside `bootstrap`, the only place that knows all its parts."""

from collections.abc import Callable
from functools import partial

from studio_app.bootstrap_machine import Machine
from studio_app.domain.ids import Digest
from studio_app.domain.recordings import Recording
from studio_app.storage.store import FileStore
from studio_app.storage.studio_folder import StudioFolder
from studio_app.workflow.desk_clock import DeskClock
from studio_app.workflow.desk_host import DeskHost, SaveFollower
from studio_app.workflow.desk_saves import DeskSaves
from studio_app.workflow.followed_work import FollowedWork
from studio_app.workflow.ports import Examiner
from studio_app.workflow.studio import Studio
from studio_app.workflow.working_files import folder_for


def desk_host(
    studio: Callable[[], Studio],
    folder: StudioFolder,
    machine: Machine,
    *,
    examiner: Examiner,
    clock: DeskClock,
    ended: Callable[[Recording], None] = lambda _one: None,
) -> DeskHost:
    """Return what records at this desk for a studio; `ended` is told of every recording that ended here.

    The studio itself is opened when something of it is first needed: a save in a watched folder, or time to be sent.
    """
    person = partial(machine.installation.me, folder.id)
    store = FileStore(folder.root)
    followed_work = FollowedWork(own_folder=lambda task: folder_for(machine.work_folder(), folder.title, task.code))
    saves = DeskSaves(
        machine.desk,
        kept=machine.saves,
        examiner=examiner,
        recorder=lambda: clock.recorder,
        task_of=lambda path: studio().steps.desk.task_of_save(path, person=person()),
        followed_work=followed_work,
        clock=machine.clock,
        noticed=lambda save: host.noticed(save),  # noqa: PLW0108 - it is made below
    )

    def send(one: Recording) -> bool:
        return send_at_once(studio, folder, machine, one)

    host = DeskHost(
        clock,
        book=machine.desk,
        saves=saves,
        kept=machine.saves,
        examiner=examiner,
        open_watch=_save_watch(machine),
        newest_picture=lambda save: studio().steps.desk.picture_before(save, machine.saves, store),
        ended=ended,
        send=send,
        studio=folder.root,
        followed_work=followed_work,
    )
    return host


def send_at_once(studio: Callable[[], Studio], folder: StudioFolder, machine: Machine, one: Recording) -> bool:
    """Send an ended recording to its studio where the artist chose so; return whether it stands there."""
    if one.task.studio != folder.id:
        return False
    if any(sent.line == one.id for sent in machine.desk.submitted(folder.id)):
        return True
    if not machine.desk.settings().at_once:
        return False
    studio().steps.submitting.submit([one.id], person=one.task.person)
    return True


def _save_watch(machine: Machine) -> Callable[[DeskSaves], SaveFollower]:
    def opened(saves: DeskSaves) -> SaveFollower:
        # Watching loads a library that only a program that records needs.
        from studio_app.integrations.save_watch import SaveWatch  # noqa: PLC0415

        aside = machine.saves.path(Digest("00")).parents[1] / "aside"
        return SaveWatch(aside=aside, is_whole=saves.is_whole, saved=saves.saved, worked=saves.worked)

    return opened
