"""How long each sheet of a whole series takes, as a whole process, and what memory it needs.

`python -m tests.bench.sheet_scale [FOLDER]`: makes the series of `series_studio` in FOLDER unless it is there, then
draws up every sheet in turn, several times, and prints the median of the wall times and the largest memory. The bars:
any sheet within 10 s and 1 GiB. What the window shows is measured within one process: the first view, and the median of
those after, which has a bar of 1 s.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.series_studio import make_series
from tests.bench.sheet_previews import previews

BAR_S, BAR_MIB, BAR_PREVIEW_S, RUNS = 10.0, 1024, 1.0, 3
_PERIOD = ("--from", "2026-05-01", "--to", "2026-05-31")
SHEETS: dict[str, tuple[str, ...]] = {
    **{f"credits .{one}": ("credits", f"credits.{one}") for one in ("csv", "json", "xlsx", "txt", "html", "pdf")},
    **{
        f"pay .{one}": ("pay", f"pay.{one}", *_PERIOD)
        for one in ("csv", "json", "xlsx", "html", "pdf", "journal", "beancount")
    },
    "invoice .pdf": ("invoice P01", "invoice.pdf", *_PERIOD),
    **{
        f"{name} .{one}": (f"answer {name}", f"{name}.{one}")
        for name in ("authorship", "register", "inspection", "contribution")
        for one in ("json", "pdf")
    },
}
_MEASURED = """
import json, resource, sys, time
from studio_app.cli.main import main
begun = time.monotonic()
status = main(sys.argv[1:])
usage = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"status": status, "mib": usage / 1024}), file=sys.stderr)
"""


def measure(studio: Path, words: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Return the seconds of a whole process that writes one sheet, and its largest memory in MiB."""
    command, out, *more = words
    arguments = ["--studio", str(studio), *command.split(), *more, "--out", str(folder / out)]
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *arguments], capture_output=True, text=True, check=False, env=os.environ
    )
    seconds = time.monotonic() - begun
    said = json.loads(done.stderr.strip().splitlines()[-1])
    if said["status"] != 0 or not (folder / out).stat().st_size:
        raise SystemExit(f"{' '.join(arguments)} failed: {done.stderr.strip()}")
    return seconds, said["mib"]


def main(arguments: list[str]) -> int:
    """Measure everything; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="teire-series-") as name:
        place = Path(arguments[0]) if arguments else Path(name)
        studio, home = place / "studio", place / "home"
        os.environ |= {"TEIRE_HOME": str(home), "TEIRE_NO_KEYRING": "1"}
        if not studio.exists():
            make_series(studio, home=home)
        missed = False
        for label, words in SHEETS.items():
            with tempfile.TemporaryDirectory(prefix="teire-sheet-") as folder:
                runs = [measure(studio, words, Path(folder)) for _run in range(RUNS)]
                Path(folder, words[1]).unlink(missing_ok=True)
            seconds, mib = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
            within = seconds <= BAR_S and mib <= BAR_MIB
            missed |= not within
            print(f"{label:22} {seconds:6.2f} s (bar {BAR_S:.0f})  {mib:6.0f} MiB (bar {BAR_MIB})  {_said(within)}")
        for label, first, after in previews(studio):
            within = after <= BAR_PREVIEW_S
            missed |= not within
            print(
                f"view: {label:16} {after:6.2f} s (bar {BAR_PREVIEW_S:.0f})  the first {first:.2f} s  {_said(within)}"
            )
    return int(missed)


def _said(within: bool) -> str:
    return "met" if within else "MISSED"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
