"""What belongs to this machine and user: the id, who is at it, and the feeds' keys."""

import json
import stat

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordSetError

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import new_id, new_uuid
from studio_app.storage.installation import Installation, InstallationDamaged
from studio_app.storage.keyring_box import KeyringBox

STUDIO, PERSON = new_uuid(), new_id()


class FakeKeyring(KeyringBackend):
    """Keeps secrets in memory."""

    priority = 1

    def __init__(self):
        self.secrets = {}

    def get_password(self, service, username):
        return self.secrets.get((service, username))

    def set_password(self, service, username, password):
        self.secrets[service, username] = password

    def delete_password(self, service, username):
        del self.secrets[service, username]


class LockedKeyring(FakeKeyring):
    """Gives nothing out and takes nothing in."""

    def get_password(self, service, username):
        raise KeyringError("locked")

    def set_password(self, service, username, password):
        raise PasswordSetError("locked")


class ForgetfulKeyring(FakeKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service, username, password):
        pass


@pytest.fixture(
    params=[None, FakeKeyring, LockedKeyring, ForgetfulKeyring], ids=lambda one: getattr(one, "__name__", "none")
)
def keyring(request):
    return request.param() if request.param else None


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def feed_file(home, person="installation"):
    return home / "studios" / STUDIO / "feeds" / f"{person}.json"


def test_the_installation_keeps_its_id(home):
    one = Installation(home, KeyringBox(lambda: None)).id()
    assert Installation(home, KeyringBox(lambda: None)).id() == one


def test_nobody_is_here_until_it_was_said(home):
    installation = Installation(home, KeyringBox(lambda: None))
    assert installation.me(STUDIO) is None
    installation.remember_me(STUDIO, PERSON)
    assert Installation(home, KeyringBox(lambda: None)).me(STUDIO) == PERSON
    assert installation.me(new_uuid()) is None


def test_a_feed_keeps_its_key_whatever_the_keyring_does(home, keyring):
    feed, key = Installation(home, KeyringBox(lambda: keyring)).feed(STUDIO, PERSON)
    again, same = Installation(home, KeyringBox(lambda: keyring)).feed(STUDIO, PERSON)
    assert (again, same.public) == (feed, key.public)


def test_each_person_and_the_installation_have_feeds_of_their_own(home, keyring):
    installation = Installation(home, KeyringBox(lambda: keyring))
    feeds = {installation.feed(STUDIO, person)[0] for person in (None, PERSON, new_id())}
    feeds.add(installation.feed(new_uuid(), PERSON)[0])
    assert len(feeds) == 4


def test_no_secret_is_written_where_the_keyring_keeps_it(home):
    keyring = FakeKeyring()
    feed, key = Installation(home, KeyringBox(lambda: keyring)).feed(STUDIO, PERSON)
    assert json.loads(feed_file(home, PERSON).read_bytes()) == {"feed": feed}
    assert keyring.secrets == {("teire", feed): key.secret}


@pytest.mark.parametrize("kind", [LockedKeyring, ForgetfulKeyring])
def test_a_keyring_that_keeps_nothing_is_found_out_and_a_file_of_the_owner_used(home, kind):
    _feed, key = Installation(home, KeyringBox(kind)).feed(STUDIO, PERSON)
    assert json.loads(feed_file(home, PERSON).read_bytes())["secret"] == key.secret


def test_files_of_the_installation_are_readable_by_their_owner_only(home):
    installation = Installation(home, KeyringBox(lambda: None))
    installation.id()
    installation.remember_me(STUDIO, PERSON)
    installation.feed(STUDIO, PERSON)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*.json")}
    assert modes == {"installation.json": 0o600, "me.json": 0o600, f"{PERSON}.json": 0o600}


def test_a_lost_key_opens_a_new_feed(home):
    feed, _key = Installation(home, KeyringBox(FakeKeyring)).feed(STUDIO, PERSON)
    another, _key = Installation(home, KeyringBox(FakeKeyring)).feed(STUDIO, PERSON)
    assert another != feed


@pytest.mark.parametrize("secret", ["", "AAAA", "not base64!", "é"])
def test_a_damaged_key_opens_a_new_feed(home, secret):
    feed, _key = Installation(home, KeyringBox(lambda: None)).feed(STUDIO, PERSON)
    feed_file(home, PERSON).write_text(json.dumps({"feed": feed, "secret": secret}), encoding="utf-8")
    another, _key = Installation(home, KeyringBox(lambda: None)).feed(STUDIO, PERSON)
    assert another != feed


def test_a_keyring_that_is_locked_now_is_said_and_no_new_feed_begun(home):
    keyring = FakeKeyring()
    feed, _key = Installation(home, KeyringBox(lambda: keyring)).feed(STUDIO, PERSON)
    locked = LockedKeyring()
    with pytest.raises(StudioError, match="Unlock the keyring"):
        Installation(home, KeyringBox(lambda: locked)).feed(STUDIO, PERSON)
    assert Installation(home, KeyringBox(lambda: keyring)).feed(STUDIO, PERSON)[0] == feed


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"id": 5}', b'{"id": "../../etc"}', b"\xff\xfe", b"null", b"[" * 100_000],
    ids=lambda value: repr(value[:12]),
)
@pytest.mark.parametrize("name", ["installation.json", "me.json", "feed"])
def test_a_damaged_file_of_the_installation_is_one_sentence(home, name, content):
    installation = Installation(home, KeyringBox(lambda: None))
    paths = {
        "installation.json": home / "installation.json",
        "me.json": home / "studios" / STUDIO / "me.json",
        "feed": feed_file(home),
    }
    path = paths[name]
    path.parent.mkdir(parents=True)
    ids = {"me.json": b'"person"', "feed": b'"feed"'}
    path.write_bytes(content.replace(b'"id"', ids.get(name, b'"id"')))
    ask = {
        "installation.json": installation.id,
        "me.json": lambda: installation.me(STUDIO),
        "feed": lambda: installation.feed(STUDIO, None),
    }
    with pytest.raises(InstallationDamaged, match=r"cannot be read. Move it away"):
        ask[name]()
    assert path.exists()


def test_a_studio_id_that_is_a_path_reaches_nothing(home):
    with pytest.raises(InstallationDamaged):
        Installation(home, KeyringBox(lambda: None)).remember_me("../../elsewhere", PERSON)
