"""A child process that looks into one file after another: jobs as lines of JSON in, a line of JSON out for each."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from studio_app.domain.errors import StudioError
from studio_app.domain.language import choose_language
from studio_app.sandbox.child import own_the_answer, path_of
from studio_app.sandbox.limits import Limits, limit_resources, settle_this_process
from studio_app.sandbox.messages import answer_bytes, refusal_bytes
from studio_app.sandbox.no_network import forbid_network


def main() -> None:
    """Examine files until there are no more; a bug ends the process, and with it the answer to its file."""
    setting = json.loads(sys.stdin.buffer.readline())
    answer_to = own_the_answer()
    forbid_network()
    settle_this_process()
    seconds = setting["wall_seconds"] * setting["most_files"]
    limit_resources(Limits(memory_bytes=setting["memory_bytes"], wall_seconds=seconds), for_good=True)
    if setting["translations"]:
        choose_language(Path(setting["translations"]), setting["languages"])
    anchors = path_of(setting["anchors"])
    with os.fdopen(answer_to, "wb") as stream:
        for line in sys.stdin.buffer:
            job = json.loads(line)
            stream.write((_shrunk(job) if setting["shrinks"] else _answer(job, anchors)) + b"\n")
            stream.flush()


def _answer(job: dict[str, Any], anchors: Path | None) -> bytes:
    # Loading the decoders is part of the first job: the limits are already set.
    from studio_app.sandbox import work  # noqa: PLC0415

    try:
        return answer_bytes(work.examine_briefly(Path(job["path"]), Path(job["derived"]), anchors=anchors))
    except StudioError as error:
        return refusal_bytes(error)


def _shrunk(job: dict[str, Any]) -> bytes:
    from studio_app.sandbox import work  # noqa: PLC0415

    try:
        return answer_bytes(work.shrink(Path(job["path"]), Path(job["derived"])))
    except StudioError as error:
        return refusal_bytes(error)


if __name__ == "__main__":
    main()
