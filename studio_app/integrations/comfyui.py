"""ComfyUI, asked through its own interface: `/prompt`, `/queue`, `/history`, `/view`, `/upload/image`, `/object_info`.

Ids of jobs are ours: a repeated try finds the job that is there already instead of making another.
"""

import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from studio_app.domain.language import _
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.sources import Job, JobState, Order
from studio_app.integrations.errors import SourceError
from studio_app.integrations.exchange import MOST_PICTURE_BYTES, Exchange
from studio_app.integrations.workflow_files import checked_workflow, filled, is_graph, takes_layout

_SECONDS = 30.0
_PICTURE_SECONDS = 120.0
_LOOK_AGAIN_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 6 * 3600.0
_MOST_PICTURES = 64
_LONGEST_NAME = 255


class ComfyUi:
    """One ComfyUI. Every question is one exchange with a deadline of its own."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def test(self) -> str:
        """Return in one sentence what answers there, with its version."""
        said = self._exchange.json("/system_stats", seconds=_SECONDS)
        system = said.get("system") if isinstance(said, dict) else None
        if not isinstance(system, dict):
            raise _nonsense()
        nodes = self._exchange.json("/object_info/KSampler", seconds=_SECONDS)
        version = _text(system.get("comfyui_version")) or _("a version it does not name")
        if not isinstance(nodes, dict) or "KSampler" not in nodes:
            raise _nonsense()
        return _("ComfyUI {version} answers.", version=version)

    def enqueue(self, order: Order, jobs: Sequence[Job]) -> None:
        """Send jobs that the generator does not know yet; those that it knows are left as they are."""
        known = self.states([job.id for job in jobs])
        new = [job for job in jobs if known[job.id] is JobState.UNKNOWN]
        if not new:
            return
        workflow = checked_workflow(order.workflow)
        if not is_graph(workflow):
            raise SourceError(
                _("That is a preset for another generator, no workflow of ComfyUI."),
                hint=_("In ComfyUI choose “Export (API)” and give that file."),
            )
        layout = self._upload(Path(order.layout)) if order.layout and takes_layout(workflow) else ""
        for job in new:
            graph = filled(workflow, layout=layout, prompt=order.prompt, seed=job.seed)
            # The graph is embedded in what is saved, so that the picture itself says how it was made.
            body = {"prompt": graph, "prompt_id": job.id, "client_id": "teire"}
            said = self._exchange.json("/prompt", seconds=_SECONDS, body=body)
            if not isinstance(said, dict) or said.get("prompt_id") != job.id:
                raise _nonsense()

    def states(self, jobs: Sequence[str]) -> dict[str, JobState]:
        """Return how far each job is."""
        queue = self._exchange.json("/queue", seconds=_SECONDS)
        if not isinstance(queue, dict):
            raise _nonsense()
        running = _queued(queue.get("queue_running"))
        waiting = _queued(queue.get("queue_pending"))
        found = {}
        for job in jobs:
            if job in running or job in waiting:
                found[job] = JobState.RUNNING if job in running else JobState.WAITING
                continue
            entry = self._history(job)
            found[job] = JobState.UNKNOWN if entry is None else _state_of(entry)
        return found

    def collect(self, order: Order, job: Job, folder: Path, *, progress: Progress = no_progress) -> tuple[Path, ...]:
        """Wait until a job is done and write its pictures into `folder` under names of our own.

        Raises `SourceError` where the job failed; `progress` may raise to stop waiting.
        """
        over = time.monotonic() + _LONGEST_WAIT_SECONDS
        sent_again = False
        while True:
            progress(0.0)
            state = self.states([job.id])[job.id]
            if state in (JobState.DONE, JobState.FAILED):
                break
            if state is JobState.UNKNOWN:
                # It was lost with a restart of the generator; the same id makes it the same job.
                if sent_again:
                    raise _lost()
                sent_again = True
                self.enqueue(order, [job])
            if time.monotonic() > over:
                raise SourceError(
                    _("The generator has not finished within six hours."),
                    hint=_("Pull again later, or cancel the request."),
                )
            time.sleep(_LOOK_AGAIN_SECONDS)
        entry = self._history(job.id)
        if entry is None:
            raise _lost()
        if state is JobState.FAILED:
            raise SourceError(
                _("The generator gave this picture up: {why}", why=_failure(entry)),
                hint=_("Run the workflow in ComfyUI itself to see what is the matter."),
            )
        return self._pictures(entry, folder, progress)

    def cancel(self, jobs: Sequence[str]) -> None:
        """Take jobs out of the queue, and stop the one that runs."""
        states = self.states(jobs)
        waiting = [job for job, state in states.items() if state is JobState.WAITING]
        if waiting:
            self._exchange.tell("/queue", {"delete": waiting}, seconds=_SECONDS)
        for job, state in states.items():
            if state is JobState.RUNNING:
                self._exchange.tell("/interrupt", {"prompt_id": job}, seconds=_SECONDS)

    def _upload(self, layout: Path) -> str:
        # Named by its content, so that no other layout takes its place while a job waits.
        name = f"teire-{sha256(layout.read_bytes()).hexdigest()[:32]}.png"
        said = self._exchange.json(
            "/upload/image",
            seconds=_PICTURE_SECONDS,
            files={"image": (name, layout)},
            form={"overwrite": "true", "type": "input"},
        )
        kept = _text(said.get("name")) if isinstance(said, dict) else ""
        if not kept:
            raise _nonsense()
        subfolder = _text(said.get("subfolder"))
        return f"{subfolder}/{kept}" if subfolder else kept

    def _history(self, job: str) -> Mapping[str, Any] | None:
        said = self._exchange.json(f"/history/{job}", seconds=_SECONDS)
        if not isinstance(said, dict):
            raise _nonsense()
        entry = said.get(job)
        return entry if isinstance(entry, dict) else None

    def _pictures(self, entry: Mapping[str, Any], folder: Path, progress: Progress) -> tuple[Path, ...]:
        outputs = entry.get("outputs")
        found: list[Mapping[str, Any]] = []
        for output in outputs.values() if isinstance(outputs, dict) else ():
            images = output.get("images") if isinstance(output, dict) else None
            found += [one for one in images if isinstance(one, dict)] if isinstance(images, list) else []
        kept = [one for one in found if one.get("type") == "output"] or found
        if len(kept) > _MOST_PICTURES:
            raise _nonsense()
        paths = []
        for number, image in enumerate(kept):
            progress(number / max(1, len(kept)))
            params = {name: _text(image.get(name)) for name in ("filename", "subfolder", "type")}
            # What the server calls the picture is only said back to it; here it gets a name of our own.
            path = folder / f"{number:03d}.png"
            self._exchange.file("/view", path, seconds=_PICTURE_SECONDS, params=params, most=MOST_PICTURE_BYTES)
            paths.append(path)
        return tuple(paths)


def _queued(items: object) -> set[str]:
    """Return the ids of what stands in a queue: each item is `[number, id, graph, …]`."""
    return {
        item[1]
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, list) and len(item) > 1
        if isinstance(item[1], str)
    }


def _state_of(entry: Mapping[str, Any]) -> JobState:
    status = entry.get("status")
    said = status if isinstance(status, dict) else {}
    if said.get("status_str") == "error":
        return JobState.FAILED
    return JobState.DONE if said.get("completed", True) else JobState.RUNNING


def _failure(entry: Mapping[str, Any]) -> str:
    """Return the message of what went wrong, from the timed messages of a job."""
    status = entry.get("status")
    messages = status.get("messages") if isinstance(status, dict) else None
    for message in messages if isinstance(messages, list) else ():
        if (
            isinstance(message, list)
            and len(message) > 1
            and message[0] in ("execution_error", "execution_interrupted")
        ):
            told = message[1] if isinstance(message[1], dict) else {}
            said = _text(told.get("exception_message")) or _text(message[0])
            return " ".join("".join(one if one.isprintable() else " " for one in said).split())[:200]
    return _("it does not say why")


def _text(value: object) -> str:
    return value[:_LONGEST_NAME] if isinstance(value, str) else ""


def _nonsense() -> SourceError:
    return SourceError(_("What answers there is no ComfyUI."), hint=_("Check the address and the kind of the source."))


def _lost() -> SourceError:
    return SourceError(
        _("The generator has forgotten this request."), hint=_("Ask for the picture again; nothing was recorded.")
    )
