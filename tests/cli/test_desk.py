"""The artist's own desk on the command line: seen, decided, sent, each with its document and its refusals."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from studio_app.domain.recordings import Ending
from studio_app.domain.sessions import WorkKind
from tests.desk import Desk
from tests.fakes import FakeClock, FakeExaminer
from tests.recording_desk import FakeIdle, Hours

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(teire, tmp_path):
    """The same installation as that of the command line, with time that a test passes."""
    assert teire("me", "SATO").status == 0
    assert teire("background", "add", "C013").status == 0
    found = Desk(tmp_path / "studio", tmp_path / "home", clock=FakeClock(), examiner=FakeExaminer())
    found.sato = found.steps.people.find("SATO").id
    yield found
    found.machine.desk.close()


def record(desk, *deeds, code="C012", ends=True):
    idle = FakeIdle(desk.clock)
    with desk.recording(lambda: idle) as recorder:
        begun = recorder.begin(desk.steps.desk.task(code, person=None, kind=WorkKind.RETOUCH, by=desk.sato))
        hours = Hours(recorder.look, desk.clock, idle)
        for name, length in deeds:
            getattr(hours, name)(length)
            idle.touch()
            recorder.look()
        if ends:
            recorder.end(Ending.STOPPED)
    return begun.id


ABSENCE = (("paint", 10 * MINUTE), ("away", 30 * MINUTE), ("paint", 5 * MINUTE))


def document(teire, *words):
    answer = teire("--json", "desk", *words)
    assert (answer.status, answer.err) == (0, "")
    return json.loads(answer.out)


def test_an_empty_desk_says_so(teire, desk):
    assert teire("desk").out == "Nothing was recorded that is not sent.\n"
    assert document(teire) == {
        "clock": {
            "running": None,
            "active_ms": 0,
            "away": False,
            "recorded": True,
            "paused": False,
            "problem": "",
        },
        "lines": [],
        "questions": [],
        "unconfirmed_sessions": [],
    }


def test_nobodys_desk_is_refused(teire):
    answer = teire("desk")
    assert answer.status == 2
    assert (
        answer.err == "teire: Nobody has said whose desk this is. Say once and for all “teire me CODE”, or --as CODE.\n"
    )


def test_time_is_shown_answered_and_sent(teire, desk):
    id_ = record(desk, *ABSENCE)
    found = document(teire)
    (line,) = found["lines"]
    assert (line["line"], line["code"], line["active_ms"], line["unconfirmed_ms"]) == (id_, "C012", 900_000, 1_800_000)
    (question,) = found["questions"]
    assert (question["seen"], question["ms"], question["parts"], question["put_off"]) == ("away", 1_800_000, [], False)
    shown = teire("desk", "show").out
    assert id_[:8] in shown
    assert question["question"] in shown
    answered = document(teire, "answer", question["question"], "work=0:20", "break", "--reason", "資料")
    assert answered["parts"] == [{"answer": "work", "ms": 1_200_000}, {"answer": "break", "ms": 600_000}]
    sent = document(teire, "submit")["sent"]
    assert [(one["line"], one["code"], one["stages"], one["overlap_ms"]) for one in sent] == [(id_, "C012", 0, 0)]
    assert len(sent[0]["sessions"]) == len(sent[0]["entries"]) == 1
    assert document(teire)["lines"] == []
    assert document(teire, "submit") == {"sent": []}
    assert teire("desk", "submit").out == "There is nothing to send.\n"
    assert teire("ledger", "verify").status == 0
    sessions = teire("session", "list", "--json").document["sessions"]
    assert [(one["active_ms"], one["basis"]) for one in sessions] == [(900_000, "measured"), (1_200_000, "stated")]


def test_what_was_sent_unconfirmed_is_answered_late(teire, desk):
    record(desk, *ABSENCE)
    assert teire("desk", "submit").out == "0:15:00 on C012 sent.\n"
    (late,) = document(teire)["unconfirmed_sessions"]
    assert (late["unconfirmed_ms"], late["code"]) == (1_800_000, "C012")
    refused = teire("desk", "answer", late["question"], "work", "break", "--reason", "x")
    assert (refused.status, refused.err.startswith("teire: These parts do not fill the gap.")) == (2, True)
    answered = document(teire, "answer", late["question"], "work=0:10", "--reason", "資料")
    assert answered["unconfirmed_ms"] == 1_200_000
    assert document(teire, "answer", late["question"], "break")["unconfirmed_ms"] == 0
    assert document(teire)["unconfirmed_sessions"] == []
    assert teire("ledger", "verify", "--all").status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("answer", "nothing", "work", "--reason", "x"), "There is no question"),
        (("answer", "QUESTION", "lunch"), "“lunch” is no answer. Say work, break or later"),
        (("answer", "QUESTION", "work=ten", "--reason", "x"), "is not a duration"),
        (("answer", "QUESTION", "work=9:00", "--reason", "x"), "These parts do not fill the gap."),
        (("answer", "QUESTION", "work"), "cannot be a reason"),
        (("split", "LINE", "--at", "noon"), "is not a moment"),
        (("split", "LINE", "--at", "2026-04-06 23:00"), "That moment is not inside this time."),
        (("merge", "LINE", "LINE"), "Only two lines of one background"),
        (("assign", "LINE", "--background", "C999"), "There is no background"),
        (("assign", "LINE", "--kind", "retake"), "Nobody ordered a retake of this background."),
        (("leave-out", "LINE", "--reason", ""), "cannot be a reason"),
        (("submit", "nothing"), "There is no recorded time"),
        (("stop",), "No clock is running."),
        (("unwatch", "nowhere"), "“nowhere” is not watched."),
        (("watch", "nowhere"), "“nowhere” is no folder."),
        (("set", "--away-after", "4"), "4 minutes cannot be the limit. Choose 5 to 30 minutes."),
        (("set", "--away-after", "31"), "31 minutes cannot be the limit."),
    ],
)
def test_what_is_refused_is_one_sentence_and_changes_nothing(teire, desk, words, sentence):
    line = record(desk, *ABSENCE)
    before = document(teire)
    names = {"LINE": line, "QUESTION": before["questions"][0]["question"]}
    answer = teire("desk", *(names.get(word, word) for word in words))
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
    assert document(teire) == before


def test_lines_are_cut_moved_left_out_and_merged(teire, desk, monkeypatch):
    id_ = record(desk, ("paint", 40 * MINUTE))
    begun = document(teire)["lines"][0]["started_at"]
    at = datetime.fromtimestamp(begun / 1000 + 600, UTC).isoformat()
    one, two = document(teire, "split", id_, "--at", at)["lines"]
    assert [part["active_ms"] for part in (one, two)] == [600_000, 1_800_000]
    (moved,) = document(teire, "assign", two["line"], "--background", "C013", "--kind", "meeting")["lines"]
    assert (moved["code"], moved["kind"]) == ("C013", "meeting")
    (out,) = document(teire, "leave-out", two["line"], "--reason", "練習")["lines"]
    assert out["left_out"]
    assert "left out" in teire("desk").out
    assert [sent["code"] for sent in document(teire, "submit")["sent"]] == ["C012"]
    (back,) = document(teire, "take-back", two["line"])["lines"]
    assert [change["kind"] for change in back["changes"]] == ["split", "reassigned", "left-out", "left-out"]
    assert [sent["code"] for sent in document(teire, "submit", two["line"])["sent"]] == ["C013"]


def test_a_line_is_cut_where_this_machines_clock_stood_wherever_the_studio_is(teire, desk, tmp_path, monkeypatch):
    settings = tmp_path / "studio" / "studio.toml"
    settings.write_text(
        "\n".join(
            'zone = "Pacific/Honolulu"' if line.startswith("zone") else line
            for line in settings.read_text().splitlines()
        )
    )
    id_ = record(desk, ("paint", 40 * MINUTE))
    shown = next(line for line in teire("desk").out.splitlines() if line.startswith(id_[:8]))
    day, begun = shown.split()[1:3]
    at = datetime.fromisoformat(f"{day} {begun}") + 10 * MINUTE
    one, _two = document(teire, "split", id_, "--at", at.isoformat(" "))["lines"]
    assert one["active_ms"] == 600_000


def test_two_lines_become_one(teire, desk):
    one, two = record(desk, ("paint", MINUTE)), record(desk, ("paint", MINUTE))
    (merged,) = document(teire, "merge", two, one)["lines"]
    assert (merged["line"], merged["active_ms"]) == (one, 120_000)


def test_a_running_line_that_nobody_records_is_said(teire, desk):
    id_ = record(desk, ("paint", MINUTE), ends=False)
    words = teire("desk").out
    assert "The clock runs on C012: 0:01:00." in words
    assert "No program records it now; it goes on with the next that does." in words
    found = document(teire)
    assert (found["clock"]["running"]["recording"], found["clock"]["recorded"]) == (id_, False)
    stopped = document(teire, "stop")
    assert (stopped["recording"], stopped["ending"], stopped["active_ms"]) == (id_, "lost", 60_000)


def test_a_pause_is_kept_and_said(teire, desk):
    assert document(teire, "pause")["paused"] is True
    assert teire("desk").out.startswith("Recording is paused.\n")
    refused = teire("work", "C012")
    assert (refused.status, refused.err.startswith("teire: Recording is paused at this desk.")) == (2, True)
    assert document(teire, "resume")["paused"] is False
    assert teire("desk", "resume").out == "This desk records again as soon as you work on something.\n"


def test_settings_are_kept_and_shown(teire, desk, tmp_path):
    place = tmp_path / "絵"
    place.mkdir()
    assert document(teire, "set")["away_after_ms"] == 600_000
    changed = document(
        teire, "set", "--away-after", "5", "--at-once", "--program", "krita {file}", "--work-folder", place
    )
    assert (changed["away_after_ms"], changed["at_once"], changed["program"]) == (300_000, True, "krita {file}")
    assert changed["work_folder"] == str(place)
    watched = document(teire, "watch", place)["watched"]
    assert watched == [{"folder": str(place), "studio": str(tmp_path / "studio")}]
    assert document(teire, "watch", place)["watched"] == watched
    words = teire("desk", "set", "--on-submit").out
    assert "Absences of 0:05:00 and longer are asked about." in words
    assert "Time stays here until you submit it." in words
    assert "/絵” are watched." in words
    assert document(teire, "unwatch", place)["watched"] == []


def test_a_damaged_desk_is_one_sentence(teire, desk, tmp_path):
    record(desk, ("paint", MINUTE))
    desk.machine.desk.close()
    (tmp_path / "home" / "desk" / "desk.db").write_bytes(b"\0" * 4096)
    for words in (("desk",), ("work", "C012"), ("desk", "stop")):
        answer = teire(*words)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith("teire: What was recorded at this desk cannot be read.")
        assert answer.err.count("\n") == 1


def test_the_clock_of_a_desk_that_cannot_be_written_is_refused_in_a_sentence(teire, desk, tmp_path):
    desk.machine.desk.close()
    (tmp_path / "home" / "desk" / "recording.lock").mkdir(parents=True, exist_ok=True)
    answer = teire("work", "C012")
    assert answer.status == 2
    assert "desk" in answer.err
    assert "Traceback" not in answer.err
    assert answer.err.count("\n") == 1
