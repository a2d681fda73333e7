"""`teire session import`, as a person sees it."""

import pytest

from tests.generator_servers import serving
from tests.shared_data import shared_file
from tests.watched_records import WatchServer, export, front, there, written

DAY = ("--from", "2026-04-02 9:00", "--to", "2026-04-02 12:00", "--by", "SATO")
SAID = export([front(0, 40), front(60, 20, "Photoshop.exe")], [there(0, 200)])


@pytest.fixture
def tokyo(teire, tmp_path):
    """The studio keeps Tokyo's calendar, wherever the tests run."""
    settings = tmp_path / "studio" / "studio.toml"
    lines = settings.read_text().splitlines()
    settings.write_text("\n".join('zone = "Asia/Tokyo"' if line.startswith("zone") else line for line in lines) + "\n")
    return teire


def test_an_export_is_shown_first_then_recorded_then_stands_already(tokyo, tmp_path):
    path = written(tmp_path / "export.json", SAID)
    words = ("session", "import", "C012", "--activitywatch", path, *DAY)
    seen = tokyo(*words, "--dry-run")
    line = "2026-04-02 09:00 to 2026-04-02 10:20: 1:00 read from ActivityWatch for C012."
    apps = "Photoshop.exe 0:20:00 · krita.exe 0:40:00"
    assert (seen.status, seen.out.splitlines()) == (0, ["Nothing is recorded yet; this would be:", line, apps])
    assert "ActivityWatch" not in tokyo("session", "list").out
    assert tokyo(*words).out.splitlines() == [line, apps]
    again = tokyo(*words)
    assert (again.status, again.out.splitlines()) == (
        0,
        [
            "Nothing was added: all of it stands already.",
            "1:00 stood already in measured or read time and count only once.",
            apps,
        ],
    )
    assert "read" in tokyo("session", "list").out
    assert tokyo("ledger", "verify").status == 0


def test_the_server_on_this_machine_is_asked(tokyo):
    with serving(WatchServer(SAID)) as base:
        found = tokyo("session", "import", "C012", "--activitywatch", base, *DAY, "--app", "krita", "--json").document
    assert [day["active_ms"] for day in found["days"]] == [2_400_000]
    assert (found["program"], found["away_known"], found["recorded"]) == ("ActivityWatch", True, True)
    assert found["days"][0]["day"] == "2026-04-02"


def test_what_the_record_cannot_say_is_said(tokyo, tmp_path):
    odd = front(10, 5)
    odd["timestamp"] = odd["timestamp"].removesuffix("+00:00")
    path = written(tmp_path / "export.json", export([front(0, 40), odd, {**front(0, 1), "duration": -5}]))
    assert tokyo("session", "import", "C012", "--activitywatch", path, *DAY).out.splitlines()[2:] == [
        "The record does not tell when nobody was there: time in front counts as it is.",
        "1 moments without a zone were taken as UTC, as ActivityWatch does.",
        "1 events of impossible length or moment were left out.",
    ]


def test_withdrawn_time_is_not_added_again_but_can_be_restored(tokyo, tmp_path):
    path = written(tmp_path / "export.json", SAID)
    words = ("session", "import", "C012", "--activitywatch", path, *DAY)
    entry = tokyo(*words, "--json").document["days"][0]["entry"]
    assert tokyo("correct", entry, "--withdraw", "--reason", "別", "--as", "SATO").status == 0
    assert f"“teire correct {entry[:12]} --restore” brings it back." in tokyo(*words).out
    assert tokyo("correct", entry[:12], "--restore", "--reason", "正", "--as", "SATO").status == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("{", "That is no record of ActivityWatch."),
        ("[" * 100_000, "That is no record of ActivityWatch."),
        ('{"buckets": {}}', "This record does not say which programs were in front."),
    ],
)
def test_a_broken_record_costs_one_sentence(tokyo, tmp_path, said, sentence):
    path = tmp_path / "broken.json"
    path.write_text(said)
    answer = tokyo("session", "import", "C012", "--activitywatch", path, *DAY)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"teire: {sentence} ")
    assert answer.err.count("\n") == 1


def test_the_shared_export_is_read_day_by_day(tokyo):
    path = shared_file("g_time/activitywatch_export_synthetic.json")
    period = ("--from", "2026-04-01 0:00", "--to", "2026-04-05 0:00", "--by", "SATO")
    found = tokyo("session", "import", "C012", "--activitywatch", path, *period, "--json")
    assert sum(day["active_ms"] for day in found.document["days"]) == 13_909_440
    assert {app["name"]: round(app["active_ms"] / 1000, 1) for app in found.document["apps"]} == {
        "krita.exe": 11280.1,
        "Photoshop.exe": 2629.3,
    }
    assert "title" not in found.out
    assert tokyo("ledger", "rebuild").status == tokyo("ledger", "verify").status == 0
