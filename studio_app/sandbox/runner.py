"""Starts one child process for each job, holds it to its limits, and turns its death into a sentence."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import studio_app
from studio_app.domain.attributions import Attribution, ChainLink
from studio_app.domain.changes import ChangeReport
from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.errors import StudioError
from studio_app.domain.examinations import Examination
from studio_app.domain.language import _, chosen_language
from studio_app.domain.names import shown_name
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.progress import Progress, no_progress
from studio_app.imaging.asides import ASIDE
from studio_app.sandbox.crew import Crew, Died, TooSlow
from studio_app.sandbox.errors import ExaminationError, ExaminationStopped
from studio_app.sandbox.limits import QUIET_SURROUNDINGS, Limits
from studio_app.sandbox.listening import Listener, listening
from studio_app.sandbox.messages import (
    GarbledAnswer,
    attribution_from,
    examination_from,
    facts_from,
    read_answer,
    report_from,
)

_KEPT = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE")
_MOST_ANSWER_BYTES = 64 * 2**20
_LISTEN_SECONDS = 0.1
_Found = TypeVar("_Found")


class ChildExaminer:
    """Looks into files in child processes that can be ended; nothing a file does reaches this process.

    `translations` is handed on with the language of this process, so that the child's sentences come in it too;
    `anchors` is a PEM file of the signers of Content Credentials that are trusted.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        translations: Path | None = None,
        anchors: Path | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._anchors = anchors
        self._translations = translations

    def examine(self, path: Path, *, derived: Path | None) -> Examination:
        """Decode `path`, read its marks, and write `thumbnail.png` and `view.png` into `derived` if given."""
        job = {
            "kind": "examine",
            "path": _absolute(path),
            "derived": _absolute(derived),
            "anchors": _absolute(self._anchors),
        }
        try:
            return examination_from(self._run(job, path, self._limits.wall_seconds))
        except GarbledAnswer as error:
            raise _died(path) from error

    def expose(self, path: Path, picture: Path, *, stops: float) -> PictureFacts:
        """Write `path` in 2^stops times its light to `picture`, unless its file has no more than 8 bits."""
        job = {"kind": "expose", "path": _absolute(path), "picture": _absolute(picture), "stops": stops}
        try:
            return facts_from(self._run(job, path, self._limits.wall_seconds))
        except GarbledAnswer as error:
            raise _died(path) from error

    def encode(self, path: Path, picture: Path, *, kind: DeliveredFormat) -> PictureFacts:
        """Encode `path` anew as `kind` into `picture`."""
        job = {"kind": "encode", "path": _absolute(path), "picture": _absolute(picture), "format": kind.value}
        try:
            return facts_from(self._run(job, path, 2 * self._limits.wall_seconds))
        except GarbledAnswer as error:
            raise _died(path) from error

    def examine_many(self, files: Sequence[tuple[Path, Path]]) -> Generator[Examination | StudioError]:
        """Examine many files between two children, each with the folder for its thumbnail; yield them in order."""
        return self._between_two(files, examination_from, shrinks=False)

    def shrink_many(self, files: Sequence[tuple[Path, Path]]) -> Generator[PictureFacts | StudioError]:
        """Write a small picture of each file to the path beside it, between two children; yield facts in order."""
        return self._between_two(files, facts_from, shrinks=True)

    def _between_two(
        self, files: Sequence[tuple[Path, Path]], read: Callable[[Mapping[str, Any]], _Found], *, shrinks: bool
    ) -> Generator[_Found | StudioError]:
        setting = {
            "memory_bytes": self._limits.memory_bytes,
            "wall_seconds": self._limits.wall_seconds,
            "translations": _absolute(self._translations),
            "languages": [chosen_language()],
            "anchors": _absolute(self._anchors),
            "shrinks": shrinks,
        }
        start = partial(_start, None, "studio_app.sandbox.worker")
        crew = Crew(start, _end, setting=setting, seconds=self._limits.wall_seconds)
        answers = crew.answers(files)
        with contextlib.closing(answers):
            for (path, _beside), answer in zip(files, answers, strict=True):
                yield self._read(path, answer, read)

    def _read(
        self, path: Path, answer: bytes | Died | TooSlow, read: Callable[[Mapping[str, Any]], _Found]
    ) -> _Found | StudioError:
        if isinstance(answer, TooSlow):
            return _too_slow(path, self._limits.wall_seconds)
        try:
            if isinstance(answer, Died):
                return _died(path)
            done, refused = read_answer(answer)
            return ExaminationError(refused[0], hint=refused[1]) if refused else read(done)
        except GarbledAnswer:
            return _died(path)

    def compare(
        self,
        before: Path,
        after: Path,
        *,
        picture: Path | None,
        heat: Path | None = None,
        laid: Path | None = None,
        derived: tuple[Path | None, Path | None] = (None, None),
        progress: Progress = no_progress,
    ) -> ChangeReport:
        """Compare two pictures; write a PNG showing where they differ to `picture` if given, and so the others."""
        job = {
            "kind": "compare",
            "before": _absolute(before),
            "after": _absolute(after),
            "picture": _absolute(picture),
            "heat": _absolute(heat),
            "laid": _absolute(laid),
            "kept": [_absolute(folder) for folder in derived],
        }
        try:
            # Both were decoded before, when they were examined: the time is for measuring.
            seconds = self._limits.wall_seconds + self._limits.measure_seconds
            return report_from(self._run(job, after, seconds, progress))
        except GarbledAnswer as error:
            raise _died(after) from error

    def attribute(
        self,
        chain: Sequence[tuple[ChainLink, Path]],
        *,
        map_to: Path | None,
        picture_to: Path | None,
        progress: Progress = no_progress,
    ) -> Attribution:
        """Follow a chain of files; write its map and its overlay picture where they are asked for."""
        last = chain[-1][1]
        job = {
            "kind": "attribute",
            "chain": [[link.kind.value, link.name, _absolute(path)] for link, path in chain],
            "map": _absolute(map_to),
            "picture": _absolute(picture_to),
        }
        seconds = len(chain) * (self._limits.wall_seconds + self._limits.measure_seconds)
        try:
            return attribution_from(self._run(job, last, seconds, progress))
        except GarbledAnswer as error:
            raise _died(last) from error

    def _run(
        self, job: dict[str, Any], path: Path, seconds: float, progress: Progress = no_progress
    ) -> Mapping[str, Any]:
        job |= {
            "memory_bytes": self._limits.memory_bytes,
            "wall_seconds": seconds,
            "translations": _absolute(self._translations),
            "languages": [chosen_language()],
        }
        with listening(progress) as listen:
            job["progress_fd"] = listen.pipe
            answer = self._answer(json.dumps(job).encode(), path, _folder(job), seconds, listen)
        done, refused = read_answer(answer)
        if refused is not None:
            raise ExaminationError(refused[0], hint=refused[1])
        return done

    def _answer(self, job: bytes, path: Path, folder: Path | None, seconds: float, listen: Listener) -> bytes:
        child = _start(listen.pipe)
        try:
            answer = _communicate(child, job, seconds, listen)
        except subprocess.TimeoutExpired as error:
            raise _too_slow(path, seconds) from error
        finally:
            _end(child)
            if child.returncode != 0:
                _clear_away(child.pid, folder)
        if child.returncode != 0 or len(answer) > _MOST_ANSWER_BYTES:
            raise _died(path)
        return answer


def _communicate(child: subprocess.Popen[bytes], job: bytes, seconds: float, listen: Listener) -> bytes:
    """Give the child its job and wait for its answer, listening meanwhile."""
    if listen.pipe is None:
        return child.communicate(job, timeout=seconds)[0]
    over = time.monotonic() + seconds
    given: bytes | None = job
    while True:
        try:
            return child.communicate(given, timeout=_LISTEN_SECONDS)[0]
        except subprocess.TimeoutExpired:
            given = None
            if time.monotonic() > over:
                raise
            listen.hear()


def _start(pipe: int | None, module: str = "studio_app.sandbox.child") -> subprocess.Popen[bytes]:
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # Neither the folder one stands in nor a person's own Python settings may put modules in the way.
    surroundings |= QUIET_SURROUNDINGS | {"PYTHONPATH": str(Path(studio_app.__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-B", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings,
        pass_fds=() if pipe is None else (pipe,),
        start_new_session=sys.platform != "win32",
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started; nothing is left behind, whether it answered or not."""
    if child.returncode is not None:
        # Its number may already be another process's.
        pass
    elif sys.platform == "win32":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _folder(job: Mapping[str, Any]) -> Path | None:
    """Return the folder the job writes into, if it writes."""
    if job.get("derived") is not None:
        return Path(job["derived"])
    written = next((job[name] for name in ("picture", "map", "heat", "laid") if job.get(name)), None)
    return Path(written).parent if written is not None else None


def _clear_away(number: int, folder: Path | None) -> None:
    """Remove what a child that died had begun to write aside."""
    if folder is not None and folder.is_dir():
        for left in folder.glob(f"{ASIDE}{number}-*"):
            left.unlink(missing_ok=True)


def _absolute(path: Path | None) -> str | None:
    return None if path is None else str(path.absolute())


def _too_slow(path: Path, seconds: float) -> ExaminationStopped:
    return ExaminationStopped(
        _(
            "“{name}” took longer than {seconds} seconds to look into and was put aside.",
            name=shown_name(path),
            seconds=int(seconds),
        ),
        hint=_("Save it again from the program that made it, or use a smaller copy."),
    )


def _died(path: Path) -> ExaminationStopped:
    return ExaminationStopped(
        _("“{name}” made the decoder give up: it is damaged, or needs too much memory.", name=shown_name(path)),
        hint=_("Open it in the program that made it and save it again, or use a smaller copy."),
    )
