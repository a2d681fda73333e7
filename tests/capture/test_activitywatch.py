"""What ActivityWatch recorded is read whole or refused in one sentence, and titles never leave the reader."""

import json
import logging
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.capture.activitywatch import BucketKind, RecordRefused, read_bucket_list, read_export, with_events
from studio_app.domain.moments import to_ms
from tests.watched_records import MORNING, TITLE, bucket, event, export, front, there

START = to_ms(MORNING)


def read(said):
    return read_export(json.dumps(said).encode())


def one_event(timestamp="2026-04-02T00:00:00+00:00", duration=60.0, **data):
    said = {"timestamp": timestamp, "duration": duration, "data": {"app": "krita", **data}}
    return read(export([said]))[0]


def test_windows_and_idle_records_are_read_and_other_buckets_passed_over():
    web = bucket("web.tab.current", [{"anything": [TITLE]}, 7])
    window, afk = read(export([front(0, 5)], [there(0, 9), there(9, 1, "afk")], more={"aw-watcher-web": web}))
    assert (window.kind, window.host, window.name) == (BucketKind.WINDOW, "room-07", "aw-watcher-window_room-07")
    assert [(one.word, one.span.start_ms - START, one.span.length_ms) for one in window.events] == [
        ("krita.exe", 0, 300_000)
    ]
    assert [one.word for one in afk.events] == ["not-afk", "afk"]


@pytest.mark.parametrize(
    "written",
    [
        "2026-04-02T00:00:00+00:00",
        "2026-04-02T00:00:00Z",
        "2026-04-02T09:00:00.000000+09:00",
        "2026-04-02T00:00:00.000000000Z",
        "20260402T000000Z",
        "2026-04-01T20:00-04:00",
        " 2026-W14-4T00:00:00Z ",
    ],
)
def test_every_form_of_a_moment_is_the_same_moment(written):
    found = one_event(written)
    assert (found.events[0].span.start_ms, found.zoneless, found.left_out) == (START, 0, 0)


def test_a_moment_without_a_zone_is_utc_and_counted():
    found = one_event("2026-04-02T00:00:00")
    assert (found.events[0].span.start_ms, found.zoneless) == (START, 1)


@pytest.mark.parametrize(
    ("timestamp", "duration"),
    [
        ("2026-04-02T00:00:00Z", -1.0),
        ("2026-04-02T00:00:00Z", float("nan")),
        ("2026-04-02T00:00:00Z", float("inf")),
        ("2026-04-02T00:00:00Z", 1e300),
        ("2026-04-02T00:00:00Z", 10**400),
        ("2026-04-02T00:00:00Z", 32 * 24 * 3600),
        ("yesterday", 1.0),
        ("", 1.0),
        ("2026-02-30T00:00:00Z", 1.0),
        ("0001-01-01T00:00:00+14:00", 1.0),
        ("9999-12-31T23:59:59-12:00", 1.0),
        ("1601-01-01T00:00:00Z", 1.0),
    ],
)
def test_what_cannot_have_been_is_left_out_and_counted(timestamp, duration):
    found = one_event(timestamp, duration)
    assert (found.left_out, found.events) == (1, ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b"null",
        b"{}",
        b'{"buckets": []}',
        b'{"buckets": {"a": {"type": "currentwindow"}}}',
        b'{"buckets": {"a": {"type": "currentwindow", "hostname": 7, "events": []}}}',
        b'{"buckets": {"a": {"type": "currentwindow", "events": {"x": 1}}}}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"buckets": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_record_is_refused_in_one_sentence(data):
    with pytest.raises(RecordRefused) as refused:
        read_export(data)
    assert refused.value.message == "That is no record of ActivityWatch."
    assert refused.value.hint.startswith("In ActivityWatch choose")


@pytest.mark.parametrize(
    "wrong",
    [
        7,
        None,
        [],
        {"timestamp": 7},
        {**front(0, 1), "data": TITLE},
        {**front(0, 1), "duration": TITLE},
        {**front(0, 1), "duration": True},
        {**front(0, 1), "timestamp": None},
        event(0, 1, app=[TITLE], title=TITLE),
        event(0, 1, app="k" * 300),
    ],
    ids=str,
)
def test_an_event_of_another_form_refuses_the_whole(wrong):
    with pytest.raises(RecordRefused):
        read(export([front(0, 1), wrong]))


def test_a_servers_answers_are_read_as_an_export_is():
    said = export([front(0, 5)], [there(0, 9)])
    listed = read_bucket_list(json.dumps(said["buckets"]).encode())
    filled = [with_events(one, json.dumps(said["buckets"][one.name]["events"]).encode()) for one in listed]
    assert tuple(filled) == read(said)
    for wrong in (b"{}", b'{"message": "no"}', b"nothing"):
        with pytest.raises(RecordRefused):
            with_events(listed[0], wrong)


def test_a_title_reaches_no_value_no_log_and_no_sentence(caplog):
    said = export([front(0, 5), front(7, 2, "firefox")], [there(0, 9)])
    with caplog.at_level(logging.DEBUG):
        assert "secret" not in repr(read(said))
        text = json.dumps(said, ensure_ascii=False).encode()
        for place in range(0, len(text), 7):
            with pytest.raises(RecordRefused) as refused:
                read_export(text[:place])
            assert "secret" not in str(refused.value) + repr(refused.value.__cause__) + repr(refused.value.__context__)
    assert "secret" not in caplog.text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["buckets", "type", "events", "timestamp", "duration", "data", "app", "status", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def read_or_refuse(said):
    with suppress(RecordRefused):
        read(said)


@given(json_values, st.sampled_from(["currentwindow", "afkstatus"]))
def test_whatever_json_says_it_is_read_or_refused(value, kind):
    read_or_refuse(value)
    read_or_refuse({"buckets": value})
    read_or_refuse({"buckets": {"a": {"type": kind, "events": value}}})
    read_or_refuse(export([value], [value]))
