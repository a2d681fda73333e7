"""ActivityWatch's record from a file or from its server on this machine, the same either way."""

import json
from hashlib import sha256

import pytest

from studio_app.capture.activitywatch import RecordRefused
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import Span
from studio_app.domain.watched import Wanted
from studio_app.integrations import activitywatch
from studio_app.integrations.activitywatch import watched
from tests.generator_servers import raw_serving, serving
from tests.watched_records import MORNING, WatchServer, export, front, there, written

MINUTE = 60_000
START = to_ms(MORNING)
WANTED = Wanted(within=Span(start_ms=START, end_ms=START + 60 * MINUTE))
SAID = export([front(-20, 30), front(50, 30)], [there(-60, 200)])


def test_a_file_is_bound_by_its_hash(tmp_path):
    path = written(tmp_path / "export.json", SAID)
    found = watched(str(path), WANTED)
    assert found.source_sha256 == sha256(path.read_bytes()).hexdigest()
    assert [(one.start_ms - START, one.end_ms - START) for one in found.spans] == [
        (0, 10 * MINUTE),
        (50 * MINUTE, 60 * MINUTE),
    ]


def test_the_server_tells_the_same_and_is_asked_for_the_period_alone(tmp_path):
    server = WatchServer(SAID)
    with serving(server) as base:
        found = watched(base, WANTED)
    from_file = watched(str(written(tmp_path / "export.json", SAID)), WANTED)
    assert (found.spans, found.apps, found.buckets) == (from_file.spans, from_file.apps, from_file.buckets)
    events = [json.dumps(SAID["buckets"][name]["events"]).encode() for name in found.buckets]
    assert found.source_sha256 == sha256(b"".join(events)).hexdigest()
    assert [path for _method, path, _query in server.asked] == [
        "/api/0/buckets/",
        "/api/0/buckets/aw-watcher-window_room-07/events",
        "/api/0/buckets/aw-watcher-afk_room-07/events",
    ]
    assert server.asked[1][2] == {
        "start": ["2026-04-02T00:00:00+00:00"],
        "end": ["2026-04-02T01:00:00+00:00"],
        "limit": ["-1"],
    }
    assert {method for method, _path, _query in server.asked} == {"GET"}


def test_a_server_that_knows_the_list_without_a_slash_is_asked_again():
    class Other(WatchServer):
        def answer(self, method, path, query, body, headers):
            path = {"/api/0/buckets/": "/nowhere", "/api/0/buckets": "/api/0/buckets/"}.get(path, path)
            return super().answer(method, path, query, body, headers)

    with serving(Other(SAID)) as base:
        assert watched(base, WANTED).spans


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.7:5600",
        "https://example.com",
        "http://127.0.0.1.example.com:5600",
        "http://me:secret@127.0.0.1:5600",
        "http://127.0.0.1:5600/elsewhere",
        "http://127.0.0.1:5600/?q=1",
        "http://127.0.0.1:99999",
        "http://",
    ],
)
def test_nobody_elsewhere_is_asked(address):
    with pytest.raises(RecordRefused, match=r"is no address of ActivityWatch on this machine. Write http://127"):
        watched(address, WANTED)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "sends one elsewhere"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "That is no record of ActivityWatch."),
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "says 500"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", "broke off"),
        (b"no http at all\r\n\r\n", "cannot be reached."),
    ],
)
def test_a_server_that_answers_otherwise_costs_one_sentence(answer, sentence):
    with raw_serving(answer) as (base, _requests), pytest.raises(RecordRefused) as refused:
        watched(base, WANTED)
    assert sentence in refused.value.message
    assert "generator" not in str(refused.value)


def test_a_server_that_is_not_there_says_what_to_look_at():
    with raw_serving(b"") as (base, _requests):
        pass
    with pytest.raises(RecordRefused, match=r"cannot be reached. See whether ActivityWatch runs"):
        watched(base, WANTED)


def test_a_server_that_says_nothing_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(activitywatch, "_SECONDS", 1.0)
    with raw_serving(b"", b"", b"", pause=0.7) as (base, _requests), pytest.raises(RecordRefused) as refused:
        watched(base, WANTED)
    assert refused.value.message


@pytest.mark.parametrize("name", ["missing.json", "", "folder", "a\0b"])
def test_a_file_that_cannot_be_read_says_so(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(RecordRefused, match="cannot be read"):
        watched(str(tmp_path / name) if name else "", WANTED)


def test_a_file_larger_than_any_record_is_refused_unread(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(RecordRefused, match=r"The record is larger than 64 MiB. Give the address"):
        watched(str(path), WANTED)
