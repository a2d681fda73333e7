"""Signed files read back: what holds, what breaks, and what a generation brought along."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio_app.capture.credentials import read_credential
from studio_app.domain.credentials import CredentialState, Trust
from studio_app.domain.deliveries import ActionName, DeliveredFormat, NotedAction, Relationship, SourceTerm
from studio_app.exports.delivery_signing import NotSigned, check_signed
from studio_app.ledger.studio_certificates import read_identity
from tests.credential_files import authority, created, landscape, signed
from tests.delivered_files import every_kind, exiftool, store
from tests.delivery_notes import note, with_generation
from tests.shared_data import shared_file

ROOT = Path(__file__).resolve().parents[2]


@every_kind
def test_the_reader_says_valid_with_the_studios_root_and_trusts_nobody_else(deliver, kind, identity):
    path, _lost = deliver(kind)
    report, _active, _claim = store(path, kind, identity.facts.root)
    assert report["validation_state"] == "Trusted"
    other, _active, _claim = store(path, kind, authority().root.decode())
    assert other["validation_state"] == "Valid"
    with path.open("rb") as file:
        found = read_credential(file, kind.media_type, "file")
    assert (found.state, found.trust) == (CredentialState.UNCHANGED, Trust.UNKNOWN)


@every_kind
@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_one_flipped_byte_breaks_it(deliver, kind, place):
    path, _lost = deliver(kind)
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)
    with pytest.raises(NotSigned, match="does not hold"):
        check_signed(path, kind)


def test_a_flipped_sample_is_a_changed_picture(deliver):
    path, _lost = deliver(DeliveredFormat.JPEG)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    with path.open("rb") as file:
        assert read_credential(file, "image/jpeg", "file").state is CredentialState.CHANGED


def test_what_was_typed_in_is_gathered_and_what_was_measured_created(deliver):
    _report, active, claim = store(deliver()[0], DeliveredFormat.PNG)
    made = {one["url"].rpartition("/")[2] for one in claim["created_assertions"]}
    passed_on = {one["url"].rpartition("/")[2] for one in claim["gathered_assertions"]}
    assert passed_on == {"teire.stated"}
    assert {"c2pa.actions.v2", "teire.measured", "c2pa.hash.data"} <= made
    assert {one["label"] for one in active["assertions"]} == {"c2pa.actions.v2", "teire.measured", "teire.stated"}


def test_no_small_picture_and_no_time_stamp_go_along(deliver):
    _report, active, _claim = store(deliver()[0], DeliveredFormat.PNG)
    assert "thumbnail" not in active
    assert "time" not in active["signature_info"]


def test_stages_are_ingredients_and_the_generation_is_the_parent(deliver):
    _report, active, _claim = store(deliver()[0], DeliveredFormat.PNG)
    assert [(one["title"], one["relationship"]) for one in active["ingredients"]] == [
        ("layout 1", "inputTo"),
        ("generation 1", "parentOf"),
        ("retouch 1", "componentOf"),
    ]


def test_credentials_that_a_generation_came_with_go_along_whole(deliver, tmp_path, picture):
    vendor = authority("Vendor")
    generation = signed(landscape(1), tmp_path / "gen.png", vendor, assertions=[created("trainedAlgorithmicMedia")])
    plain = picture()
    path, lost = deliver(
        said=with_generation(carries=("c2pa_manifest",)), source=plain, files=[plain, generation, plain]
    )
    assert lost == ()
    report, active, _claim = store(path, DeliveredFormat.PNG)
    (parent,) = [one for one in active["ingredients"] if one["relationship"] == "parentOf"]
    carried = report["manifests"][parent["active_manifest"]]
    assert carried["signature_info"]["issuer"] == "Vendor"
    assert "trainedAlgorithmicMedia" in json.dumps(carried["assertions"])


@pytest.mark.parametrize(
    ("name", "carried"),
    [("adobe-20220124-CAI.jpg", True), ("adobe-20220124-E-sig-CA.jpg", True), ("no_alg.jpg", False)],
)
def test_real_credentials_go_along_and_what_cannot_is_named(deliver, picture, name, carried):
    plain = picture()
    said = with_generation(carries=("c2pa_manifest",), file_format="jpeg")
    path, lost = deliver(said=said, source=plain, files=[plain, shared_file(f"b_c2pa/{name}"), plain])
    assert lost == (() if carried else ("generation 1",))
    _report, active, _claim = store(path, DeliveredFormat.PNG)
    (parent,) = [one for one in active["ingredients"] if one["relationship"] == "parentOf"]
    assert ("active_manifest" in parent) is carried
    check_signed(path, DeliveredFormat.PNG)


@pytest.mark.parametrize(
    "name", [ActionName.DRAWING, ActionName.COLOURS, ActionName.CROPPED, ActionName.RESIZED, ActionName.UNKNOWN]
)
def test_the_reader_takes_every_action(deliver, name):
    said = note()
    done = replace(said.actions[1], name=name)
    path, _lost = deliver(said=replace(said, actions=(said.actions[0], done)))
    check_signed(path, DeliveredFormat.PNG)
    _report, active, _claim = store(path, DeliveredFormat.PNG)
    (actions,) = [one["data"]["actions"] for one in active["assertions"] if one["label"] == "c2pa.actions.v2"]
    assert [one["action"] for one in actions] == ["c2pa.opened", name.value]


def test_a_picture_that_was_encoded_anew_says_so_in_its_manifest(deliver):
    path, _lost = deliver(encoded=True)
    check_signed(path, DeliveredFormat.PNG)
    with path.open("rb") as file:
        assert read_credential(file, "image/png", "file").actions[-1].name == "c2pa.transcoded"


def test_a_picture_without_a_generator_is_created_and_has_no_parent(deliver, identity):
    said = note()
    stages = tuple(
        replace(one, relationship=Relationship.COMPONENT, generator=None) for one in (said.stages[0], said.stages[2])
    )
    first = NotedAction(name=ActionName.CREATED, source=SourceTerm.DIGITAL_CREATION, stage=stages[0].id)
    drawn = replace(
        said, stages=stages, actions=(first, said.actions[2]), generators=(), source=SourceTerm.DIGITAL_CREATION
    )
    path, _lost = deliver(said=drawn)
    report, active, _claim = store(path, DeliveredFormat.PNG, identity.facts.root)
    assert report["validation_state"] == "Trusted"
    assert {one["relationship"] for one in active["ingredients"]} == {"componentOf"}
    assert "AISystem" not in repr(exiftool(path))


def test_a_given_certificate_signs_too(deliver):
    given = authority("Broadcaster")
    by = read_identity(given.chain, given.key, now=datetime.now(UTC), password=None)
    path, _lost = deliver(by=by)
    report, active, _claim = store(path, DeliveredFormat.PNG, given.root.decode())
    assert (report["validation_state"], active["signature_info"]["issuer"]) == ("Trusted", "Broadcaster")
