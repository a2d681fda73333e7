"""One question and its answer: within one deadline, to one address, whatever the other side does."""

import gzip
import resource
import threading
import time
from pathlib import Path

import pytest

from studio_app.integrations.errors import SourceError, SourceRefused
from studio_app.integrations.exchange import Address, Exchange, checked_base
from tests.generator_servers import raw_serving

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def open_now():
    """Return how many files are open, where the system tells."""
    place = Path("/proc/self/fd")
    return len(list(place.iterdir())) if place.is_dir() else 0


def ask(base, *, seconds=5.0, **more):
    return Exchange(Address(base=base, **more)).json("/question", seconds=seconds)


def refusal(*parts, seconds=5.0, pause=0.0, repeat=b""):
    began = time.monotonic()
    with raw_serving(*parts, pause=pause, repeat=repeat) as (base, _requests), pytest.raises(SourceError) as refused:
        ask(base, seconds=seconds)
    assert time.monotonic() - began < seconds + 3
    assert refused.value.hint
    return refused.value.message.partition(" ")[2]


def test_an_answer_is_its_json():
    with raw_serving(OK + b"Content-Length: 9\r\n\r\n", b'{"a": 12}') as (base, requests):
        assert ask(base) == {"a": 12}
    assert b"GET /question HTTP/1.1" in requests[0]


@pytest.mark.parametrize(
    ("parts", "pause", "repeat"),
    [
        ((OK,), 0.05, b"X-More: 1\r\n"),
        ((OK + b"Transfer-Encoding: chunked\r\n\r\n",), 0.05, b"1\r\n \r\n"),
        ((), 0.01, b"HTTP/1.1 100 Continue\r\n\r\n"),
        ((), 0.0, b"HTTP/1.1 100 Continue\r\n\r\n"),
        ((OK + b"Content-Length: 1000000\r\n\r\n",), 0.1, b" "),
        ((b"",), 0.5, b""),
    ],
    ids=["headers", "chunks", "continue slowly", "continue fast", "drip", "silence"],
)
def test_whatever_goes_on_for_ever_ends_at_the_deadline(parts, pause, repeat):
    if not repeat:
        with (
            raw_serving(*[b""] * 3, pause=0.5) as (base, _requests),
            pytest.raises(SourceError, match="did not answer"),
        ):
            ask(base, seconds=1.0)
        return
    said = refusal(*parts, seconds=1.0, pause=pause, repeat=repeat)
    assert said.startswith(("did not answer within 1 seconds.", "broke off")) or "answer of" in said


def test_an_endless_body_is_cut_at_its_size_and_costs_little_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = refusal(OK + b"\r\n", repeat=b" " * 1_000_000, seconds=30)
    assert said == "sends more than 32 MiB."
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 150


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_sent_elsewhere(status):
    with raw_serving(OK + b"Content-Length: 2\r\n\r\n{}") as (elsewhere, requests):
        head = f"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere}/taken\r\nContent-Length: 0\r\n\r\n".encode()
        said = refusal(head)
    assert said == f"sends one elsewhere ({status}); that is not followed."
    assert requests == []


def test_a_packed_answer_is_not_unpacked():
    bomb = gzip.compress(b" " * 50_000_000)
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: " + str(len(bomb)).encode() + b"\r\n\r\n"
    assert refusal(head, bomb) == "packs its answer (gzip), which was not asked for."


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((OK + b"Content-Length: 100\r\n\r\n", b"{}"), "answer of"),
        ((b"no http at all\r\n\r\n",), "cannot be reached."),
        ((b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",), "answers with something"),
        ((OK + b"Content-Length: 100000\r\n\r\n", b"[" * 100_000), "answers with something that is no JSON"),
        ((b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",), ""),
        ((b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2_000 + b"\r\n",), ""),
    ],
    ids=["too short", "no http", "html", "nested", "long header", "many headers"],
)
def test_what_makes_no_sense_is_one_sentence(parts, sentence):
    assert sentence in refusal(*parts)


def test_a_refusal_says_what_the_server_said():
    body = b'{"error": {"message": "no such model", "details": "lake"}, "node_errors": {}}'
    head = b"HTTP/1.1 500 Oops\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n"
    with raw_serving(head, body) as (base, _requests), pytest.raises(SourceRefused) as refused:
        ask(base)
    assert refused.value.status == 500
    assert refused.value.message.endswith("says 500: no such model; lake")


def test_what_a_server_says_stays_on_one_line():
    body = b'{"detail": "first\\nteire: second\\u202e line"}'
    head = b"HTTP/1.1 422 No\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n"
    with raw_serving(head, body) as (base, _requests), pytest.raises(SourceRefused) as refused:
        ask(base)
    assert "\n" not in refused.value.message
    assert "\u202e" not in refused.value.message


def test_a_wrong_password_is_said_without_it():
    head = b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"
    with raw_serving(head) as (base, requests), pytest.raises(SourceRefused) as refused:
        ask(base, user="artist", token="secret lake")
    assert "does not let you in (401)" in refused.value.message
    assert "secret" not in str(refused.value)
    assert b"Authorization: Basic " in requests[0]


def test_a_token_is_sent_to_its_own_address():
    with raw_serving(OK + b"Content-Length: 2\r\n\r\n{}") as (base, requests):
        ask(base, token="secret lake")
    assert b"Authorization: Bearer secret lake" in requests[0]


def test_no_proxy_or_login_of_the_surroundings_is_used(monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login taro password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.delenv("no_proxy", raising=False)
    answer = OK + b"Content-Length: 2\r\n\r\n{}"
    with raw_serving(answer) as (proxy, asked), raw_serving(answer) as (base, requests):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        assert ask(base) == {}
    assert asked == []
    assert b"Authorization" not in requests[0]


def test_nobody_there_is_a_sentence():
    with raw_serving() as (base, _requests):
        pass
    with pytest.raises(SourceError, match="cannot be reached"):
        ask(base)


def test_a_broken_picture_leaves_no_file(tmp_path):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
    target = tmp_path / "a.png"
    with raw_serving(head, b"x" * 5_000) as (base, _requests), pytest.raises(SourceError):
        Exchange(Address(base=base)).file("/view", target, seconds=5, params={}, most=10**6)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_is_too_large_leaves_no_file(tmp_path):
    target = tmp_path / "a.png"
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    with (
        raw_serving(head, repeat=b"x" * 65_536) as (base, _requests),
        pytest.raises(SourceError, match="more than 1 MiB"),
    ):
        Exchange(Address(base=base)).file("/view", target, seconds=10, params={}, most=2**20)
    assert list(tmp_path.iterdir()) == []


def test_no_thread_and_no_connection_is_left_behind():
    threads, open_files = threading.active_count(), open_now()
    for _number in range(5):
        refusal(OK, seconds=0.5, pause=0.05, repeat=b"X-More: 1\r\n")
    time.sleep(0.3)
    assert threading.active_count() <= threads + 1
    assert open_now() <= open_files + 3


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("http://127.0.0.1:8188/", "http://127.0.0.1:8188"),
        (" https://render.example/comfy/ ", "https://render.example/comfy"),
        ("http://[::1]:8188", "http://[::1]:8188"),
    ],
)
def test_an_address_is_kept_plain(written, base):
    assert checked_base(written) == base


@pytest.mark.parametrize(
    "written",
    [
        "127.0.0.1:8188", "ftp://a", "http://", "http://taro:secret@host", "http://host?token=1", "http://host#a",
        "file:///etc/passwd", "http://host:0", "http://host:99999", "http://a b", "",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(written):
    with pytest.raises(SourceError, match="is no address of a generator"):
        checked_base(written)
