"""Addresses and requests in files of their owner, secrets in the keyring alone."""

import json
import stat

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import BackgroundId, StudioId
from studio_app.domain.sources import Job, Order, Request, Source, SourceKind
from studio_app.storage.keyring_box import KeyringBox
from studio_app.storage.source_book import FileSourceBook, NoKeyring


class Keyring(KeyringBackend):
    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


COMFY = Source(name="comfy", kind=SourceKind.COMFYUI, address="http://127.0.0.1:8188")


def book(tmp_path, keyring=None):
    return FileSourceBook(tmp_path / "sources", studio=StudioId("s"), keyring=KeyringBox(lambda: keyring))


def request(id_="abc", jobs=2, done=()):
    made = tuple(Job(id=str(number), seed=number) for number in range(jobs))
    order = Order(workflow="{}", prompt="湖", layout="/a/b.png")
    return Request(
        id=id_, source="comfy", background=BackgroundId("b"), by=None, order=order, jobs=made, done=frozenset(done)
    )


def test_a_source_is_kept_and_replaced_by_its_name(tmp_path):
    one = book(tmp_path)
    one.keep(COMFY, None)
    changed = Source(name="comfy", kind=SourceKind.A1111, address="http://127.0.0.1:7860", user="taro")
    one.keep(changed, None)
    assert book(tmp_path).sources() == (changed,)
    one.forget("comfy")
    assert book(tmp_path).sources() == ()


def test_a_secret_stands_in_the_keyring_and_in_no_file(tmp_path):
    keyring = Keyring()
    book(tmp_path, keyring).keep(COMFY, "secret lake")
    assert book(tmp_path, keyring).token("comfy") == "secret lake"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"secret" in path.read_bytes() for path in files)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    book(tmp_path, keyring).keep(COMFY, "")
    assert book(tmp_path, keyring).token("comfy") == ""
    book(tmp_path, keyring).forget("comfy")
    assert keyring.kept == {}


def test_without_a_keyring_a_secret_is_refused_and_nothing_is_kept(tmp_path):
    with pytest.raises(NoKeyring, match="no keyring"):
        book(tmp_path).keep(COMFY, "secret lake")
    assert book(tmp_path).sources() == ()


def test_a_secret_may_come_from_the_surroundings_of_one_command(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIRE_SOURCE_TOKEN", "lake")
    assert book(tmp_path).token("comfy") == "lake"


def test_a_request_survives_and_a_finished_one_is_let_go(tmp_path):
    one = book(tmp_path)
    one.keep_request(request())
    one.keep_request(request(done=["0"]))
    (found,) = book(tmp_path).requests()
    assert found == request(done=["0"])
    assert [job.id for job in found.open_jobs] == ["1"]
    one.keep_request(request(done=["0", "1"]))
    assert book(tmp_path).requests() == ()


@pytest.mark.parametrize("content", ["[]", "5", '{"id": 3}', '{"sources": [5, {"name": "x"}]}', '{"sources": 5}'])
def test_what_makes_no_sense_in_a_file_is_passed_over(tmp_path, content):
    folder = tmp_path / "sources" / "requests"
    folder.mkdir(parents=True)
    (folder / "x.json").write_text(content)
    (tmp_path / "sources" / "sources.json").write_text(content)
    assert book(tmp_path).requests() == book(tmp_path).sources() == ()


@pytest.mark.parametrize("content", ["{", "\xff"])
def test_a_broken_file_is_a_sentence(tmp_path, content):
    folder = tmp_path / "sources"
    folder.mkdir(parents=True)
    (folder / "sources.json").write_text(content, "latin-1")
    with pytest.raises(StudioError, match="cannot be read"):
        book(tmp_path).sources()


def test_an_id_from_outside_is_never_a_path(tmp_path):
    with pytest.raises(ValueError, match="letters and digits only"):
        book(tmp_path).drop_request("../../x")


def test_the_file_of_sources_is_plain_json(tmp_path):
    book(tmp_path).keep(COMFY, None)
    assert json.loads((tmp_path / "sources" / "sources.json").read_text())["sources"][0]["kind"] == "comfyui"
