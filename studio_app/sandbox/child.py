"""The child process: one job as JSON on standard input, one answer as JSON on standard output."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from studio_app.domain.errors import StudioError
from studio_app.domain.language import choose_language
from studio_app.sandbox.limits import Limits, limit_resources
from studio_app.sandbox.messages import answer_bytes, refusal_bytes


def main() -> None:
    """Do the one job and answer it; a bug ends the process with a status that says so, and no answer."""
    job = json.load(sys.stdin.buffer)
    answer_to = _own_the_answer()
    limit_resources(Limits(memory_bytes=job["memory_bytes"], wall_seconds=job["wall_seconds"]), for_good=True)
    if job["translations"]:
        choose_language(Path(job["translations"]), job["languages"])
    try:
        answer = _do(job)
    except StudioError as error:
        answer = refusal_bytes(error)
    with os.fdopen(answer_to, "wb") as stream:
        stream.write(answer)


def _own_the_answer() -> int:
    """Keep standard output for the answer alone: whatever a decoder prints goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return kept


def _do(job: dict[str, Any]) -> bytes:
    # Loading the decoders is part of the job: the limits are already set.
    from studio_app.sandbox import work  # noqa: PLC0415

    if job["kind"] == "examine":
        return answer_bytes(work.examine(Path(job["path"]), _path(job["derived"])))
    return answer_bytes(work.compare(Path(job["before"]), Path(job["after"]), _path(job["picture"])))


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


if __name__ == "__main__":
    main()
