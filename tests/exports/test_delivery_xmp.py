"""What stands in the XMP of a delivered picture, and what may not stand there."""

from dataclasses import replace

import pytest

from studio_app.exports.delivery_xmp import TextRefused, note_packet, note_properties
from tests.delivery_notes import GENERATOR, note


def said(one):
    return {f"{part.prefix}:{part.name}": part.values for part in note_properties(one)}


def test_every_property_has_its_place():
    found = said(note())
    assert found["dc:creator"] == ("佐藤 光", "原図の人")
    assert found["Iptc4xmpExt:DigitalSourceType"] == (
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    )
    assert found["Iptc4xmpExt:AISystemUsed"] == ("Stable Diffusion",)
    assert found["Iptc4xmpExt:AISystemVersionUsed"] == ("1.9",)
    assert found["Iptc4xmpExt:AIPromptWriterName"] == ("吉田",)
    assert found["teire:ledgerOrigin"] == ("teire/studio",)
    assert "Iptc4xmpExt:AIPromptInformation" not in found


def test_a_prompt_goes_along_where_the_note_has_one():
    asked = replace(GENERATOR, prompt="a shrine, <night>")
    assert said(note(generators=(asked,)))["Iptc4xmpExt:AIPromptInformation"] == ("a shrine, <night>",)


def test_two_generators_stand_in_one_text_each_once():
    other = replace(GENERATOR, system="FLUX", version="1.9")
    found = said(note(generators=(GENERATOR, other)))
    assert found["Iptc4xmpExt:AISystemUsed"] == ("Stable Diffusion; FLUX",)
    assert found["Iptc4xmpExt:AISystemVersionUsed"] == ("1.9",)


def test_nothing_is_said_of_a_generator_where_there_was_none():
    assert not [name for name in said(note(generators=())) if "AI" in name]


def test_rights_that_nobody_stated_leave_those_that_are_there_alone():
    assert "dc:rights" not in said(note(rights=""))


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x85", "\x9b", "\ud800", "\uffff"])
def test_control_characters_are_refused_wherever_they_stand(sign):
    for one in (
        note(creators=(f"佐{sign}藤",)),
        note(title=f"C{sign}"),
        note(rights=sign),
        note(generators=(replace(GENERATOR, system=f"A{sign}"),)),
    ):
        with pytest.raises(TextRefused, match="control character"):
            note_packet(one, ())


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"]]>&amp;', "=cmd|'/c calc'!A0", "名" * 200, "محمد بن سلمان", "𠮷野", "👩‍🎨"]
)
def test_names_in_any_script_are_taken_as_they_are(name):
    assert said(note(creators=(name,)))["dc:creator"] == (name,)
