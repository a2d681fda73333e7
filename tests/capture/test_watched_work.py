"""Work is a paint program in front while somebody was there, and every minute of it counts once."""

import json
from hashlib import sha256

import pytest

from studio_app.capture.activitywatch import RecordRefused, read_export
from studio_app.capture.watched_work import at_work
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import Span, total_ms, union
from studio_app.domain.watched import Wanted
from tests.shared_data import shared_file
from tests.watched_records import MORNING, bucket, export, front, there

MINUTE = 60_000
START = to_ms(MORNING)
DAY = Span(start_ms=START - 12 * 60 * MINUTE, end_ms=START + 12 * 60 * MINUTE)


def work(said, *, apps=(), host="", within=DAY):
    wanted = Wanted(within=within, apps=apps, host=host)
    return at_work(read_export(json.dumps(said).encode()), wanted, source_sha256="00")


def minutes(found):
    return [((one.start_ms - START) // MINUTE, (one.end_ms - START) // MINUTE) for one in found.spans]


def test_the_shared_export_comes_out_as_its_manifest_says():
    data = shared_file("g_time/activitywatch_export_synthetic.json").read_bytes()
    buckets = read_export(data)
    assert [len(one.events) for one in buckets] == [171, 28]
    found = at_work(buckets, Wanted(within=Span(start_ms=0, end_ms=2**42)), source_sha256=sha256(data).hexdigest())
    seconds = {app.name: app.active_ms / 1000 for app in found.apps}
    assert seconds == {"krita.exe": pytest.approx(11280.1, abs=0.05), "Photoshop.exe": pytest.approx(2629.3, abs=0.05)}
    assert total_ms(found.spans) == sum(app.active_ms for app in found.apps)
    idle = {word: union(one.span for one in buckets[1].events if one.word == word) for word in ("not-afk", "afk")}
    assert [total_ms(spans) for spans in idle.values()] == [18_787_661, 14_123_483]
    assert (found.away_known, found.zoneless, found.left_out) == (True, 0, 0)
    assert found.buckets == ("aw-watcher-window_bg-room-07", "aw-watcher-afk_bg-room-07")


def test_what_is_recorded_twice_counts_once():
    found = work(export([front(0, 10), front(5, 10), front(0, 10)], [there(0, 8), there(4, 20), there(0, 8)]))
    assert minutes(found) == [(0, 15)]
    assert [app.active_ms for app in found.apps] == [15 * MINUTE]


def test_nobody_there_is_no_work():
    found = work(export([front(0, 60)], [there(0, 20), there(20, 30, "afk"), there(50, 20)]))
    assert minutes(found) == [(0, 20), (50, 60)]


def test_without_idle_records_time_in_front_is_all_there_is():
    found = work(export([front(0, 60)]))
    assert (minutes(found), found.away_known) == ([(0, 60)], False)


def test_only_the_period_and_the_programs_asked_for_count():
    said = export([front(0, 30), front(30, 30, "Photoshop.exe"), front(60, 30, "firefox"), front(90, 5, "blender")])
    half = Span(start_ms=START + 10 * MINUTE, end_ms=START + 40 * MINUTE)
    assert minutes(work(said, within=half)) == [(10, 40)]
    assert minutes(work(said)) == [(0, 60)]
    assert minutes(work(said, apps=("KRITA", "Blender.exe"))) == [(0, 30), (90, 95)]
    assert [app.name for app in work(said, apps=("KRITA", "Blender.exe")).apps] == ["blender", "krita.exe"]


def test_two_programs_at_once_are_one_time():
    found = work(export([front(0, 30), front(10, 30, "gimp-2.10.exe")]))
    assert (minutes(found), [app.active_ms // MINUTE for app in found.apps]) == ([(0, 40)], [30, 30])


def test_of_several_machines_one_has_to_be_named():
    more = export([front(0, 90)], [there(0, 90)], host="home")["buckets"]
    said = export([front(0, 10)], [there(0, 5)], more=more)
    with pytest.raises(RecordRefused, match=r"The machines in this record are “room-07”, “home”. Name one"):
        work(said)
    with pytest.raises(RecordRefused, match="The machines in this record are"):
        work(said, host="elsewhere")
    assert minutes(work(said, host="home")) == [(0, 90)]
    assert minutes(work(said, host="room-07")) == [(0, 5)]


def test_a_record_without_windows_says_so():
    said = {"buckets": {"afk": bucket("afkstatus", [there(0, 5)])}}
    with pytest.raises(RecordRefused, match="does not say which programs were in front"):
        work(said)
