"""The compare of two revisions that Teire already keeps: decoded once when they arrived, opened from what was kept.

`python -m tests.bench.kept BEFORE AFTER KEPT_BEFORE KEPT_AFTER OUT` does it in a process of its own and prints the JSON
of `teire compare --json`; `python -m tests.bench.kept FILE FOLDER` keeps one.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.runs import Command

NAME = "kept"


def kept_command(before: Path, after: Path, work: Path, runs: int) -> Command:
    """Keep two files as their arrival in a studio does (not measured); return the process that compares them."""
    folders = work / "before", work / "after"
    for path, folder in zip((before, after), folders, strict=True):
        # In a process of its own: the peak of every child is at least what the process that measures once took.
        subprocess.run([sys.executable, "-m", "tests.bench.kept", str(path), str(folder)], check=True)
    out = work / "out.png"
    words = (sys.executable, "-m", "tests.bench.kept", *map(str, (before, after, *folders, out)))
    return Command(name=NAME, argv=words, runs=runs, writes=out)


def keep(path: Path, folder: Path) -> None:
    """Decode a file into a folder of kept strips."""
    from studio_app.imaging.decode import decode  # noqa: PLC0415
    from studio_app.sandbox.keeping import keep_decoded  # noqa: PLC0415

    keep_decoded(decode(path), folder)


def main(before: Path, after: Path, kept_before: Path, kept_after: Path, out: Path) -> None:
    """Compare two kept revisions as the studio's child process does."""
    from studio_app.sandbox.limits import settle_this_process  # noqa: PLC0415

    settle_this_process()
    from studio_app.analysis.report import report_json  # noqa: PLC0415
    from studio_app.sandbox.comparing import compare  # noqa: PLC0415

    report = compare(before, after, out, derived=(kept_before, kept_after))
    sys.stdout.write(json.dumps(report_json(report, before, after)))


if __name__ == "__main__":
    job = keep if len(sys.argv) == 3 else main
    job(*map(Path, sys.argv[1:]))
