"""The child process: one job as JSON on standard input, one answer as JSON on standard output."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio_app.domain.attributions import ChainLink
from studio_app.domain.changes import ChangeReport
from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.errors import StudioError
from studio_app.domain.language import choose_language
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.stages import StageKind
from studio_app.sandbox.limits import Limits, limit_resources, settle_this_process
from studio_app.sandbox.messages import answer_bytes, refusal_bytes
from studio_app.sandbox.no_network import forbid_network


def main() -> None:
    """Do the one job and answer it; a bug ends the process with a status that says so, and no answer."""
    job = json.load(sys.stdin.buffer)
    answer_to = own_the_answer()
    forbid_network()
    settle_this_process()
    limit_resources(Limits(memory_bytes=job["memory_bytes"], wall_seconds=job["wall_seconds"]), for_good=True)
    if job["translations"]:
        choose_language(Path(job["translations"]), job["languages"])
    try:
        answer = _do(job)
    except StudioError as error:
        answer = refusal_bytes(error)
    with os.fdopen(answer_to, "wb") as stream:
        stream.write(answer)


def own_the_answer() -> int:
    """Keep standard output for the answer alone: whatever a decoder prints goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return kept


def _do(job: dict[str, Any]) -> bytes:
    # Loading the decoders is part of the job: the limits are already set.
    progress = _told(job.get("progress_fd"))
    if job["kind"] == "compare":
        return answer_bytes(_compared(job, progress))
    from studio_app.sandbox import work  # noqa: PLC0415

    if job["kind"] == "examine":
        return answer_bytes(work.examine(Path(job["path"]), path_of(job["derived"]), anchors=path_of(job["anchors"])))
    if job["kind"] == "expose":
        return answer_bytes(work.expose(Path(job["path"]), Path(job["picture"]), job["stops"]))
    if job["kind"] == "encode":
        kind = DeliveredFormat(job["format"])
        return answer_bytes(work.encode(Path(job["path"]), Path(job["picture"]), kind))
    from studio_app.sandbox.attributing import attribute_files  # noqa: PLC0415

    chain = [(ChainLink(kind=StageKind(kind), name=name), Path(path)) for kind, name, path in job["chain"]]
    map_to, picture_to = path_of(job["map"]), path_of(job["picture"])
    return answer_bytes(attribute_files(chain, map_to=map_to, picture_to=picture_to, progress=progress))


def _compared(job: dict[str, Any], progress: Progress) -> ChangeReport:
    from studio_app.sandbox.comparing import compare  # noqa: PLC0415

    return compare(
        Path(job["before"]),
        Path(job["after"]),
        path_of(job["picture"]),
        heat=path_of(job["heat"]),
        laid=path_of(job["laid"]),
        derived=(path_of(job["kept"][0]), path_of(job["kept"][1])),
        progress=progress,
    )


def _told(pipe: int | None) -> Progress:
    """Return a progress that writes each new percent as one byte into a pipe; nobody listens where there is none."""
    if pipe is None:
        return no_progress
    last = [-1]

    def tell(done: float) -> None:
        percent = min(100, int(done * 100))
        if percent > last[0]:
            last[0] = percent
            with suppress(OSError):
                os.write(pipe, bytes([percent]))

    return tell


def path_of(text: str | None) -> Path | None:
    """Return a path that came as text."""
    return None if text is None else Path(text)


if __name__ == "__main__":
    main()
