"""AUTOMATIC1111's web UI and Forge, asked through `/sdapi/v1`: a picture is one exchange that lasts until it is made.

There is no queue there that knows ids: a request waits with us, and each picture is asked for when it is collected.
"""

import base64
import binascii
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from studio_app.domain.language import _
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.sources import Job, JobState, Order
from studio_app.integrations.errors import SourceError
from studio_app.integrations.exchange import Exchange
from studio_app.integrations.workflow_files import checked_workflow, filled, is_graph, takes_layout

_SECONDS = 30.0
_GENERATE_SECONDS = 1800.0
_LOOK_AGAIN_SECONDS = 1.0
# As base64 within JSON it is held several times over.
_LARGEST_LAYOUT = 24 * 2**20


class A1111:
    """One web UI. Every question is one exchange with a deadline of its own."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def test(self) -> str:
        """Return in one sentence what answers there."""
        said = self._exchange.json("/sdapi/v1/options", seconds=_SECONDS)
        if not isinstance(said, dict) or "sd_model_checkpoint" not in said:
            raise _nonsense()
        model = said.get("sd_model_checkpoint")
        return _("A web UI answers; its model is {model}.", model=str(model)[:100] if model else _("none"))

    def enqueue(self, order: Order, jobs: Sequence[Job]) -> None:
        """Check that the preset can be sent; the pictures themselves are asked for one by one."""
        del jobs
        preset = checked_workflow(order.workflow)
        if is_graph(preset):
            raise SourceError(
                _("That is a workflow of ComfyUI, no preset for this web UI."),
                hint=_("Give the body of a txt2img or img2img request as a JSON file."),
            )

    def states(self, jobs: Sequence[str]) -> dict[str, JobState]:
        """Return that all of them wait: the web UI knows nothing of single jobs."""
        return dict.fromkeys(jobs, JobState.WAITING)

    def collect(self, order: Order, job: Job, folder: Path, *, progress: Progress = no_progress) -> tuple[Path, ...]:
        """Ask for one picture, wait for it and write it into `folder`; `progress` is told the generator's own."""
        preset = checked_workflow(order.workflow)
        layout = _encoded(Path(order.layout)) if order.layout and takes_layout(preset) else ""
        body = filled(preset, layout=layout, prompt=order.prompt, seed=job.seed)
        # One picture at a time: several at once come as one answer that may be too large to hold.
        body |= {"batch_size": 1, "n_iter": 1, "send_images": True}
        path = "/sdapi/v1/img2img" if "init_images" in body else "/sdapi/v1/txt2img"
        said = self._watched(path, body, progress)
        images = said.get("images") if isinstance(said, dict) else None
        if not isinstance(images, list) or not images or not isinstance(images[0], str):
            raise _nonsense()
        target = folder / "000.png"
        target.write_bytes(_decoded(images[0]))
        return (target,)

    def cancel(self, jobs: Sequence[str]) -> None:
        """Interrupt what is being made."""
        del jobs
        self._exchange.tell("/sdapi/v1/interrupt", {}, seconds=_SECONDS)

    def _watched(self, path: str, body: dict[str, Any], progress: Progress) -> Any:
        """Ask for a picture and tell of its progress meanwhile; who stops watching interrupts it."""
        answer: list[Any] = []
        failure: list[BaseException] = []

        def ask() -> None:
            try:
                answer.append(self._exchange.json(path, seconds=_GENERATE_SECONDS, body=body))
            except BaseException as error:  # noqa: BLE001  # carried over to the thread that waits
                failure.append(error)

        asking = threading.Thread(target=ask, daemon=True, name="teire-generate")
        asking.start()
        told = 0.0
        try:
            while asking.is_alive():
                told = max(told, self._progress())
                progress(told)
                asking.join(_LOOK_AGAIN_SECONDS)
        except BaseException:
            self.cancel([])
            raise
        if failure:
            raise failure[0]
        return answer[0]

    def _progress(self) -> float:
        """Return how far the picture is, from 0 to 1; a web UI that does not say is at the beginning."""
        try:
            said = self._exchange.json("/sdapi/v1/progress", seconds=5.0, params={"skip_current_image": "true"})
        except SourceError:
            return 0.0
        share = said.get("progress") if isinstance(said, dict) else None
        return min(1.0, max(0.0, float(share))) if isinstance(share, (int, float)) and share == share else 0.0  # noqa: PLR0124


def _encoded(layout: Path) -> str:
    if layout.stat().st_size > _LARGEST_LAYOUT:
        raise SourceError(
            _("The layout is larger than 24 MiB and was not sent."), hint=_("Add a smaller copy as the layout.")
        )
    return base64.b64encode(layout.read_bytes()).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.partition(",")[2] if text.startswith("data:") else text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _nonsense() from error


def _nonsense() -> SourceError:
    return SourceError(
        _("What answers there is no web UI of AUTOMATIC1111 or Forge with its interface switched on."),
        hint=_("Start it with --api, and check the address and the kind of the source."),
    )
