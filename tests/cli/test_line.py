"""The line on the command line: pictures, time, reviews, corrections, sheets, evidence."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest


def add(teire, path, stage, *words):
    return teire("--json", "add", path, "--background", "C012", "--stage", stage, *words)


def test_add_answers_with_stage_entry_and_change(teire, picture):
    first = add(teire, picture("a.png"), "layout", "--by", "SATO").document
    second = add(teire, picture("b.png", 3), "retouch", "--by", "SATO").document
    assert first["change"] is None
    assert second["parent"] == first["stage"]
    assert second["change"]["method"] == "compare/1"
    # Rows 8 to 31 of 64 changed from grey to red, rows 0 to 7 from one red to another: 32 of 64 rows.
    assert second["change"]["repaint"]["changed_permille"] == pytest.approx(500, abs=20)
    assert {"generation", "credentials", "evidence"} <= set(second)


def test_add_says_what_its_figures_leave_open(teire, picture):
    teire("add", picture("a.png"), "--background", "C012", "--stage", "layout")
    answer = teire("add", picture("b.png", 3), "--background", "C012", "--stage", "retouch")
    document = teire("compare", picture("a.png"), picture("b.png", 3), "--json").document
    assert document["limits"], "flat pictures leave something open"
    assert len(document["limit_names"]) == len(document["limits"])
    first, *others = answer.out.splitlines()
    assert "repainted" in first
    assert all(f"  {sentence}" in others for sentence in document["limits"])
    again = teire("add", picture("b.png", 3), "--background", "C012", "--stage", "retouch")
    assert document["limits"][0] not in again.out


def test_the_same_file_again_records_nothing(teire, picture):
    path = picture("a.png")
    first = add(teire, path, "layout", "--by", "SATO").document
    entries = len(teire("ledger", "list", "--json").document["entries"])
    again = add(teire, path, "layout", "--by", "SATO").document
    assert again["already"] is True
    assert again["stage"] == first["stage"]
    assert len(teire("ledger", "list", "--json").document["entries"]) == entries


def test_of_several_files_all_arrive_or_none(teire, picture, tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    before = teire("ledger", "list", "--json").document
    answer = teire("add", picture("a.png"), bad, "--background", "C012", "--stage", "layout")
    assert answer.status == 2
    assert "bad.png" in answer.err
    assert teire("ledger", "list", "--json").document == before
    assert not list((tmp_path / "studio" / "store").glob("??/*"))
    assert not list((tmp_path / "studio" / "store" / "incoming").iterdir())


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.png", b""), ("text.png", b"no picture at all"), ("cut.png", None)],
)
def test_what_is_no_picture_is_said_by_its_name(teire, picture, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(picture("whole.png").read_bytes()[:90] if content is None else content)
    answer = teire("add", path, "--background", "C012", "--stage", "retouch")
    assert answer.status == 2
    assert name in answer.err
    assert answer.err.count("\n") == 1


def test_an_original_is_never_written_to(teire, picture):
    path = picture("a.png")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    add(teire, path, "layout")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_hostile_file_name_is_shown_on_one_line(teire, picture, tmp_path):
    path = tmp_path / "evil\u202egnp\n.png"
    path.write_bytes(b"no picture")
    answer = teire("add", path, "--background", "C012", "--stage", "layout")
    assert answer.status == 2
    assert answer.err.count("\n") == 1
    assert "\\u202e" in answer.err


def test_time_is_started_stopped_logged_and_corrected_by_the_artist_alone(teire):
    assert teire("session", "start", "C012", "--by", "SATO").status == 0
    stopped = teire("session", "stop", "--by", "SATO", "--json").document
    assert stopped["basis"] == "measured"
    logged = teire("session", "log", "C012", "--by", "SATO", "--time", "2:14", "--reason", "paper", "--json").document
    assert (logged["basis"], logged["active_ms"]) == ("stated", (2 * 60 + 14) * 60_000)
    refused = teire("--as", "KAMIYA", "correct", logged["entry"], "--time", "0:10", "--reason", "too much")
    assert refused.status == 2
    assert "Only SATO" in refused.err
    assert teire("--as", "SATO", "correct", logged["entry"], "--time", "2:00", "--reason", "slip").status == 0
    listed = teire("session", "list", "--json").document["sessions"]
    assert [one["active_ms"] for one in listed][1] == 2 * 3_600_000
    assert listed[1]["corrected"] is True


def test_a_dispute_changes_no_sum(teire):
    logged = teire("session", "log", "C012", "--by", "SATO", "--time", "1:00", "--reason", "x", "--json").document
    assert teire("--as", "KAMIYA", "correct", logged["entry"], "--dispute", "--reason", "was away").status == 0
    session = teire("session", "list", "--json").document["sessions"][0]
    assert (session["disputed"], session["active_ms"]) == (True, 3_600_000)


def test_stopping_what_does_not_run_is_said(teire):
    answer = teire("session", "stop", "--by", "SATO")
    assert answer.status == 2
    assert "No clock is running" in answer.err


def test_a_retake_needs_a_cause_and_an_approval_follows_the_newest_picture(teire, picture):
    add(teire, picture("a.png"), "layout", "--by", "SATO")
    assert teire("review", "retake", "C012", "--by", "KAMIYA").status == 2
    retake = teire("review", "retake", "C012", "--by", "KAMIYA", "--cause", "own-error", "--json").document
    assert (retake["verdict"], retake["cause"]) == ("retake", "own-error")
    assert teire("background", "list", "--json").document["backgrounds"][0]["state"] == "retake"
    add(teire, picture("b.png", 2), "retouch", "--by", "SATO")
    assert teire("background", "list", "--json").document["backgrounds"][0]["state"] == "waiting"
    assert teire("review", "approve", "C012", "--by", "KAMIYA").status == 0
    assert teire("background", "list", "--json").document["backgrounds"][0]["state"] == "approved"


def test_credits_are_refused_while_somebody_is_not_named(teire, picture, tmp_path):
    add(teire, picture("a.png"), "layout")
    out = tmp_path / "credits.csv"
    answer = teire("credits", "--out", out)
    assert answer.status == 2
    assert "C012" in answer.err
    assert not out.exists()
    entry = teire("ledger", "list", "--json").document["entries"][-1]["entry"]
    assert teire("correct", entry, "--by", "SATO", "--reason", "it was Sato").status == 0
    assert teire("credits", "--out", out).status == 0
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert any("佐藤" in row for row in rows)


def test_pay_adds_up_and_stands_beside_the_floor(teire, tmp_path):
    teire("rate", "add", "SATO", "--per", "hour", "--price", "2500", "--from", "2020-01-01")
    teire("session", "log", "C012", "--by", "SATO", "--time", "2:14", "--reason", "paper")
    out = tmp_path / "pay.json"
    answer = teire("pay", "--from", "2020-01-01", "--to", "2999-12-31", "--floor", "3000", "--out", out)
    assert answer.status == 0
    person = json.loads(out.read_text(encoding="utf-8"))["people"][0]
    text = json.dumps(person)
    assert "5583" in text  # 2,500 yen × 134 min ÷ 60 = 5,583.33
    assert "below" in text


def test_a_sheet_with_an_unknown_ending_is_refused(teire, tmp_path):
    answer = teire("credits", "--out", tmp_path / "credits.docx")
    assert answer.status == 2
    assert ".csv" in answer.err


def test_verify_names_what_does_not_hold(teire, picture, tmp_path):
    add(teire, picture("a.png"), "layout", "--by", "SATO")
    assert teire("ledger", "verify").status == 0
    kept = next((tmp_path / "studio" / "store").glob("??/*"))
    kept.chmod(0o644)
    changed = bytearray(kept.read_bytes())
    changed[len(changed) // 2] ^= 1
    kept.write_bytes(changed)
    answer = teire("ledger", "verify", "--json")
    assert answer.status == 1
    assert answer.document["holds"] is False
    assert "was changed" in answer.document["findings"][0]["sentence"]


def test_ledger_list_gives_bodies_with_hash_and_position(teire):
    entries = teire("ledger", "list", "--json").document["entries"]
    assert [entry["position"] for entry in entries] == list(range(len(entries)))
    assert entries[0]["body"]["kind"] == "feed-opened/1"
    assert entries[1]["body"]["previous"] == entries[0]["entry"]
    shown = teire("ledger", "show", entries[1]["entry"][:10], "--json").document
    assert shown["leaf"].startswith('{"basis"')
    assert teire("ledger", "rebuild", "--json").document == {"entries": len(entries)}


def test_compare_needs_no_studio(anywhere, picture, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["compare", picture("a.png"), picture("b.png", 3), "--picture", tmp_path / "out.png", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "studio_app", *map(str, words)], capture_output=True, check=True, env={**os.environ}
    )
    document = json.loads(done.stdout)
    assert set(document) >= {"method", "before", "after", "alignment", "grade", "repaint"}
    assert (tmp_path / "out.png").is_file()
    assert done.stderr == b""


def test_doctor_says_what_is_there(anywhere, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    document = anywhere("doctor", "--json").document
    assert {"Teire", "SQLite", "PySide6"} <= {check["name"] for check in document["checks"]}
    assert all(check["advice"] for check in document["checks"] if not check["fine"])
