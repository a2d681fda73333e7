"""Before the first session on a generated picture its artist is told, and that they saw it is an entry."""

import pytest

from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks, GenerationRecord
from studio_app.domain.sessions import WorkKind
from studio_app.domain.source_types import source_type_term
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.payloads import marks_payload

COMFY = GenerationRecord(dialect="ComfyUI", system="ComfyUI", version="0.3", model="lake.safetensors")


@pytest.fixture
def desk(studio):
    studio.sato, studio.ad = studio.person("SATO").id, studio.person("AD", "吉田 監督").id
    studio.background()
    studio.add(200, kind="layout", painter="SATO")
    return studio


def generate(desk, shade=10):
    desk.examiner.generation = COMFY
    stage = desk.add(shade, kind="generation", by=desk.ad)
    desk.examiner.generation = None
    return stage


def start(desk, by):
    return desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=by)


def test_a_drawn_background_asks_nothing(desk):
    assert desk.steps.disclosures.of("C012") is None
    assert desk.steps.disclosures.see("C012", by=desk.sato) is None
    start(desk, desk.sato)


def test_the_first_session_waits_until_the_artist_saw_what_it_is(desk):
    stage = generate(desk)
    with pytest.raises(StepRefused) as refused:
        start(desk, desk.sato)
    assert refused.value.message == "SATO has not yet been told that C012 was begun by ComfyUI 0.3."
    assert "teire disclosure C012" in refused.value.hint
    told = desk.steps.disclosures.due("C012", desk.sato)
    assert (told.stage.id, told.system, told.version, told.model) == (stage.id, "ComfyUI", "0.3", "lake.safetensors")
    assert told.marks == ("generation",)
    seen = desk.steps.disclosures.see("C012", by=desk.sato)
    assert (seen.stage, seen.person) == (stage.id, desk.sato)
    start(desk, desk.sato)
    kinds = [one.entry.kind for one in desk.steps.evidence.listed(background="C012")]
    assert kinds[-2:] == ["disclosure-seen/1", "session-started/1"]
    assert desk.sentences() == []


def test_what_was_seen_is_written_with_what_was_said(desk):
    generate(desk)
    desk.steps.disclosures.see("C012", by=desk.sato)
    entry = list(desk.steps.evidence.listed(background="C012"))[-1].entry
    assert entry.payload["said"]["system"] == "ComfyUI"
    assert entry.person == desk.sato


def test_each_artist_is_told_and_once(desk):
    generate(desk)
    first = desk.steps.disclosures.see("C012", by=desk.sato)
    assert desk.steps.disclosures.see("C012", by=desk.sato).entry == first.entry
    assert desk.steps.disclosures.due("C012", desk.sato) is None
    assert desk.steps.disclosures.due("C012", desk.ad) is not None
    with pytest.raises(StepRefused, match="AD has not yet been told"):
        start(desk, desk.ad)


def test_a_retouch_by_oneself_is_not_told_of_again_and_a_new_generation_is(desk):
    generate(desk)
    desk.steps.disclosures.see("C012", by=desk.sato)
    desk.examiner.generation = COMFY
    desk.add(30, by=desk.sato)
    assert desk.steps.disclosures.due("C012", desk.sato) is None
    generate(desk, 40)
    assert desk.steps.disclosures.due("C012", desk.sato) is not None


def test_nobody_sees_it_for_another(desk):
    generate(desk)
    with pytest.raises(StepRefused, match="Nobody has said who saw it"):
        desk.steps.disclosures.see("C012", by=None)
    with pytest.raises(StepRefused, match="SATO has not yet been told"):
        desk.steps.time.start("C012", person="SATO", kind=WorkKind.RETOUCH, by=desk.ad)


def test_a_layout_that_carries_a_generators_marks_is_told_of(desk):
    desk.examiner.generation = COMFY
    stage = desk.add(77, kind="layout", by=desk.ad)
    told = desk.steps.disclosures.of("C012")
    assert (told.stage.id, told.system, told.marks) == (stage.id, "", ("generation",))


def test_declared_source_types_are_among_the_marks_as_terms():
    where = "JPEG APP1 XMP DigitalSourceType"
    value = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    marks = FileMarks(credentials=(Finding(name="digital_source_type", value=value, where=where),))
    assert marks_payload(marks)["marks"]["source_types"] == ["trainedAlgorithmicMedia"]


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture", "digitalCapture"),
        (" https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture ", "digitalCapture"),
        ("http://c2pa.org/digitalsourcetype/trainedAlgorithmicData", "trainedAlgorithmicData"),
        ("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("http://example.org/other/thing", "http://example.org/other/thing"),
    ],
)
def test_a_source_type_is_its_term_however_it_is_written(written, term):
    assert source_type_term(written) == term
