"""The studio's certificate at this installation: its key in the keyring or a file of its owner, nowhere else."""

import json
import stat
from datetime import UTC, datetime, timedelta

import pytest

from studio_app.domain.ids import new_uuid
from studio_app.ledger.studio_certificates import CertificateRefused
from studio_app.storage.installation import Installation
from studio_app.storage.keyring_box import KeyringBox
from tests.credential_files import authority
from tests.storage.test_installation import FakeKeyring, LockedKeyring

NOW = datetime(2026, 11, 1, tzinfo=UTC)
STUDIO = new_uuid()


def box(home, backend=None):
    return Installation(home, KeyringBox(lambda: backend)).certificates(STUDIO)


def kept_file(home):
    return home / "studios" / STUDIO / "certificate" / "certificate.json"


def no_password():
    raise AssertionError("nobody should be asked")


@pytest.fixture
def given(tmp_path):
    someone = authority("Given")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(someone.chain)
    key.write_bytes(someone.key)
    return chain, key


def test_with_a_keyring_the_key_is_in_no_file(tmp_path):
    ring = FakeKeyring()
    facts = box(tmp_path, ring).make("S", now=NOW, years=5)
    assert "PRIVATE" not in kept_file(tmp_path).read_text()
    assert "PRIVATE" in ring.get_password("teire-certificate", facts.fingerprint)
    assert box(tmp_path, ring).identity(NOW).facts == facts


def test_without_a_keyring_only_the_owner_reads_the_file(tmp_path):
    facts = box(tmp_path).make("S", now=NOW, years=5)
    assert stat.S_IMODE(kept_file(tmp_path).stat().st_mode) == 0o600
    assert box(tmp_path).identity(NOW).facts == facts


def test_a_second_one_is_only_made_where_that_is_asked_for(tmp_path):
    ring = FakeKeyring()
    first = box(tmp_path, ring).make("S", now=NOW, years=5)
    with pytest.raises(CertificateRefused, match="already signs as “S”"):
        box(tmp_path, ring).make("T", now=NOW, years=5)
    second = box(tmp_path, ring).make("T", now=NOW, years=5, replace=True)
    assert box(tmp_path, ring).facts() == second
    assert ring.get_password("teire-certificate", first.fingerprint) is None


def test_one_that_was_given_is_kept_as_a_copy(tmp_path, given):
    facts = box(tmp_path).use(*given, now=NOW, password=no_password)
    for path in given:
        path.unlink()
    assert box(tmp_path).identity(NOW).facts == facts
    assert not facts.made_here


def test_one_that_does_not_hold_leaves_what_was_there(tmp_path, given):
    facts = box(tmp_path).make("S", now=NOW, years=5)
    given[1].write_bytes(authority().key)
    with pytest.raises(CertificateRefused):
        box(tmp_path).use(*given, now=NOW, password=no_password, replace=True)
    assert box(tmp_path).facts() == facts


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path, given):
    with pytest.raises(CertificateRefused, match="cannot be read"):
        box(tmp_path).use(given[0], tmp_path / "none.pem", now=NOW, password=no_password)
    with pytest.raises(CertificateRefused, match="cannot be read"):
        box(tmp_path).use(tmp_path, given[1], now=NOW, password=no_password)


def test_an_expired_one_is_shown_and_does_not_sign(tmp_path):
    facts = box(tmp_path).make("S", now=NOW, years=1)
    later = NOW + timedelta(days=400)
    assert box(tmp_path).facts() == facts
    with pytest.raises(CertificateRefused, match="expired on 2027-11-01"):
        box(tmp_path).identity(later)


def test_removed_it_is_gone_with_its_key(tmp_path):
    ring = FakeKeyring()
    facts = box(tmp_path, ring).make("S", now=NOW, years=5)
    assert box(tmp_path, ring).remove() == facts
    assert ring.secrets == {}
    assert box(tmp_path, ring).facts() is None
    assert box(tmp_path, ring).remove() is None
    with pytest.raises(CertificateRefused, match="teire certificate make"):
        box(tmp_path, ring).identity(NOW)


def test_a_keyring_that_lost_the_key_or_is_locked_says_so(tmp_path):
    ring = FakeKeyring()
    box(tmp_path, ring).make("S", now=NOW, years=5)
    with pytest.raises(CertificateRefused, match="not on this computer any more"):
        box(tmp_path, FakeKeyring()).identity(NOW)
    with pytest.raises(CertificateRefused, match="Unlock the keyring"):
        box(tmp_path, LockedKeyring()).identity(NOW)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", json.dumps({"chain": "x", "algorithm": "es256", "made_here": True})]
)
def test_a_damaged_file_is_a_sentence(tmp_path, content):
    kept_file(tmp_path).parent.mkdir(parents=True)
    kept_file(tmp_path).write_text(content)
    with pytest.raises(CertificateRefused, match="Move it away"):
        box(tmp_path).facts()


def test_another_studio_has_another_certificate(tmp_path):
    box(tmp_path).make("S", now=NOW, years=5)
    assert Installation(tmp_path, KeyringBox(lambda: None)).certificates(new_uuid()).facts() is None
