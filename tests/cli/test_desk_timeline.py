"""`teire desk timeline` and `teire desk export`: what an artist reads, and what programs read."""

import json
import zipfile
from datetime import date, timedelta

import pytest

from studio_app.cli.timeline_text import Ruler
from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId
from studio_app.domain.own_time import NO_TIME
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import PieceKind
from studio_app.storage.desk_rows import settings_text, settings_value
from studio_app.workflow.desk_ports import DeskSettings
from studio_app.workflow.own_views import OwnDay, OwnPiece, OwnSums, Whereabouts
from tests.own_desk import HOUR, MINUTE, at


def day(text, hours=24):
    start = at(f"{text} 00:00")
    return OwnDay(day=date.fromisoformat(text), start_ms=start, end_ms=start + hours * HOUR, pieces=(), sums=OwnSums())


def piece(text, ms, kind=TimeKind.ACTIVE, basis=Basis.MEASURED):
    return OwnPiece(
        background=BackgroundId("b"),
        code="C012",
        day=date(2026, 4, 6),
        kind=kind,
        seen=PieceKind.WORK,
        basis=basis,
        start_ms=at(text),
        end_ms=at(text) + ms,
        counts=NO_TIME,
        where=Whereabouts.WAITING,
        work=WorkKind.RETOUCH,
    )


def test_a_day_is_drawn_in_half_hours_each_as_what_most_of_it_was():
    ruler = Ruler([day("2026-04-06")])
    drawn = ruler.line(
        [
            piece("2026-04-06 09:00", 90 * MINUTE),
            piece("2026-04-06 10:30", 20 * MINUTE, TimeKind.UNCONFIRMED),
            piece("2026-04-06 10:50", 40 * MINUTE),
            piece("2026-04-06 12:00", HOUR, TimeKind.BREAK),
            piece("2026-04-06 13:00", HOUR, TimeKind.STATED, Basis.STATED),
            piece("2026-04-06 14:00", HOUR, basis=Basis.READ),
            piece("2026-04-06 15:00", HOUR, TimeKind.ASLEEP),
        ]
    )
    assert drawn == "." * 18 + "###?#" + "." + "--++==" + "." * 18
    assert ruler.heading().split() == ["0", "3", "6", "9", "12", "15", "18", "21"]
    assert ruler.heading().index("12") == 24


@pytest.mark.parametrize(("hours", "cells"), [(23, 46), (25, 50)])
def test_a_day_on_which_clocks_change_has_as_many_cells_as_it_has_half_hours(hours, cells):
    assert len(Ruler([day("2026-03-29", hours)]).line([])) == cells


def test_a_week_has_eighths_and_a_month_has_days():
    week = [day(f"2026-04-{n:02}") for n in range(6, 13)]
    drawn = Ruler(week).line([piece("2026-04-07 09:00", 3 * HOUR)])
    assert drawn.split() == ["........", "...#....", *["........"] * 5]
    assert Ruler(week).heading().split()[1] == "04-07"
    assert Ruler(week).heading().index("04-07") == drawn.index("...#")
    month = [day(f"2026-04-{n:02}") for n in range(1, 31)]
    assert Ruler(month).line([piece("2026-04-07 09:00", HOUR)]) == "......#" + "." * 23
    years = [day((date(2024, 1, 1) + timedelta(days=n)).isoformat()) for n in range(800)]
    assert len(Ruler(years).line([])) <= 93


WEEK = ("--from", "2026-04-05", "--to", "2026-04-07")


@pytest.fixture
def worked(teire):
    """A studio in which SATO typed in an hour and a half of a Monday, at an agreed rate, and KATO another hour."""
    assert teire("me", "SATO").status == 0
    assert teire("rate", "add", "SATO", "--per", "hour", "--price", "1200", "--from", "2026-01-01").status == 0
    for code, length in (("SATO", "1:30"), ("KAMIYA", "1:00")):
        words = ("--time", length, "--reason", f"{code}の紙の資料", "--from", "2026-04-06 09:00")
        assert teire("session", "log", "C012", *words, "--as", code).status == 0
    assert teire("desk", "set", "--region", "jp-13").status == 0
    return teire


def test_a_timeline_shows_times_sums_and_what_an_hour_came_to_beside_a_dated_floor(worked):
    shown = worked("desk", "timeline", *WEEK)
    assert (shown.status, shown.err) == (0, "")
    row = next(line for line in shown.out.splitlines() if line.startswith("C012"))
    assert "+" in row
    assert row.split()[-3:] == ["1:30", "1,200", "JPY"]
    assert "Work 1:30: 0:00 measured, 0:00 read, 1:30 stated." in shown.out
    assert "2026-04: 1,200 JPY per hour, from 1:30 that are in the ledger." in shown.out
    assert "Yardstick: 1,226 JPY per hour, minimum wage of Tokyo from 2025-10-03" in shown.out
    assert "厚生労働省「令和7年度地域別最低賃金の全国一覧」" in shown.out
    assert "It is no legal advice." in shown.out
    assert "KAMIYA" not in shown.out


def test_a_program_reads_everything_of_it(worked):
    found = worked("desk", "timeline", *WEEK, "--json").document
    assert (found["view"], found["first"], found["last"]) == ("own/1", "2026-04-05", "2026-04-07")
    assert found["sums"]["sent"]["stated_ms"] == found["sums"]["whole"]["active_ms"] == 90 * MINUTE
    assert [one["day"] for one in found["days"]] == ["2026-04-05", "2026-04-06", "2026-04-07"]
    pieces = [one for each in found["days"] for one in each["pieces"]]
    assert sum(one["counts"]["stated_ms"] for one in pieces) == 90 * MINUTE
    assert {(one["where"], one["reason"]) for one in pieces} == {("sent", "SATOの紙の資料")}
    (background,) = found["backgrounds"]
    assert background["pay"]["per_hour"] == {"minor": 1200, "currency": "JPY"}
    assert background["pay"]["floor"]["valid_from"] == "2025-10-03"
    assert background["pay"]["floor_standing"] == "below"
    assert found["months"][0]["month"] == "2026-04"
    assert {one["key"] for one in found["definitions"]} >= {"measured", "yardstick"}


def test_where_nothing_was_recorded_that_is_said(worked):
    assert "nothing of yours was recorded" in worked("desk", "timeline", "--period", "week").out
    refused = worked("desk", "timeline", "--from", "2026-04-07", "--to", "2026-04-06")
    assert (refused.status, refused.out) == (2, "")
    assert "There is no timeline from 2026-04-07 to 2026-04-06." in refused.err


def test_the_studios_own_floor_stands_before_that_of_a_region(anywhere, tmp_path, monkeypatch):
    assert anywhere("init", tmp_path / "own", "--title", "T", "--floor", "1500", "--region", "JP-27").status == 0
    monkeypatch.chdir(tmp_path / "own")
    anywhere("person", "add", "SATO", "--name", "佐藤")
    anywhere("me", "SATO")
    floor = anywhere("desk", "timeline", "--json").document["floor"]
    assert (floor["minor"], floor["region"], floor["valid_from"]) == (1500, "", None)
    settings = (tmp_path / "own" / "studio.toml").read_text("utf-8")
    (tmp_path / "own" / "studio.toml").write_text(settings.replace('floor_per_hour = "1500"\n', ""), "utf-8")
    assert anywhere("desk", "timeline", "--json").document["floor"]["region"] == "JP-27"
    assert anywhere("desk", "set", "--region", "FR", "--json").document["region"] == "FR"
    assert anywhere("desk", "timeline", "--json").document["floor"]["currency"] == "EUR"


def test_a_region_that_is_not_in_the_table_is_refused_and_nothing_changes(worked):
    refused = worked("desk", "set", "--region", "Mars")
    assert refused.status == 2
    assert "There is no minimum wage for “Mars” in the table." in refused.err
    assert worked("desk", "set", "--json").document["region"] == "JP-13"
    assert "minimum wage of Tokyo, as a yardstick" in worked("desk", "set").out
    assert worked("desk", "set", "--region", "", "--json").document["region"] == ""


def test_settings_of_a_desk_without_a_region_are_read():
    text = settings_text(DeskSettings(region="JP-13"))
    assert settings_value(text).region == "JP-13"
    older = {key: value for key, value in json.loads(text).items() if key != "region"}
    assert settings_value(json.dumps(older)) == DeskSettings()


def test_everything_about_me_goes_into_a_file_that_is_replaced_whole(worked, tmp_path):
    out = tmp_path / "me.zip"
    out.write_text("an older one", "utf-8")
    said = worked("desk", "export", "--out", out)
    assert said.status == 0
    assert "Everything about you is in" in said.out
    with zipfile.ZipFile(out) as archive:
        document = json.loads(archive.read("about-me.json"))
    assert [one["active_ms"] for one in document["ledger"]["sessions"]] == [90 * MINUTE]
    assert worked("desk", "export", "--out", tmp_path / "me.json", "--json").document["sessions"] == 1
    assert sorted(one.name for one in tmp_path.glob("me.*")) == ["me.json", "me.zip"]
    refused = worked("desk", "export", "--out", tmp_path / "me.pdf")
    assert refused.status == 2
    assert ".json, .zip" in refused.err
