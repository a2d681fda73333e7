"""XMP that is merged: what another program said stays, names are data, and what cannot be read is kept whole."""

import base64
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.imaging.xmp_packet import RDF, TEIRE, XmpForm, XmpProperty, with_properties
from studio_app.imaging.xmp_words import is_xml

DC = "http://purl.org/dc/elements/1.1/"
MM = "http://ns.adobe.com/xap/1.0/mm/"
IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
PHOTOSHOP = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="{RDF}" xmlns:mm="{MM}">
<r:Description r:about="uuid:1" xmlns:dc="{DC}" xmlns:e="{IPTC}" e:DigitalSourceType="http://x/trainedAlgorithmicMedia"
  mm:DocumentID="doc &#10; two lines">
<dc:creator><r:Seq><r:li>Somebody else</r:li></r:Seq></dc:creator>
<mm:History><r:Seq><r:li>saved &lt;here&gt;</r:li></r:Seq></mm:History>
</r:Description></r:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def creators(*names, keeps=False):
    return XmpProperty(prefix="dc", namespace=DC, name="creator", form=XmpForm.SEQ, values=names, keeps_earlier=keeps)


def source(term):
    return XmpProperty(
        prefix="Iptc4xmpExt",
        namespace=IPTC,
        name="DigitalSourceType",
        form=XmpForm.TEXT,
        values=(term,),
        keeps_earlier=True,
    )


def items(packet, namespace, name):
    root = ElementTree.fromstring(packet)
    return [one.text for element in root.iter(f"{{{namespace}}}{name}") for one in element.iter(f"{{{RDF}}}li")]


def test_a_history_that_came_in_is_still_there_and_the_creator_is_replaced():
    packet = with_properties([PHOTOSHOP], [creators("佐藤")])
    assert items(packet, DC, "creator") == ["佐藤"]
    assert items(packet, MM, "History") == ["saved <here>"]
    document = next(ElementTree.fromstring(packet).iter(f"{{{RDF}}}Description"))
    assert document.attrib[f"{{{MM}}}DocumentID"] == "doc \n two lines"


def test_a_source_type_that_came_in_is_kept_beside_the_new_one():
    packet = with_properties([PHOTOSHOP], [source("http://x/compositeWithTrainedAlgorithmicMedia")])
    root = ElementTree.fromstring(packet)
    assert [one.text for one in root.iter(f"{{{IPTC}}}DigitalSourceType")] == [
        "http://x/compositeWithTrainedAlgorithmicMedia"
    ]
    assert items(packet, TEIRE, "earlier") == ["Iptc4xmpExt:DigitalSourceType: http://x/trainedAlgorithmicMedia"]


def test_merging_again_changes_nothing_more():
    once = with_properties([PHOTOSHOP], [creators("佐藤"), source("http://x/a")])
    twice = with_properties([once], [creators("佐藤"), source("http://x/a")])
    assert items(twice, DC, "creator") == ["佐藤"]
    assert items(twice, TEIRE, "earlier") == items(once, TEIRE, "earlier")


def test_creators_without_a_name_take_what_stood_there_away():
    packet = with_properties([PHOTOSHOP], [creators()])
    assert b"Somebody else" not in packet


def test_two_packets_become_one_with_the_names_of_both():
    other = PHOTOSHOP.replace(b"saved", b"opened").replace(b"Somebody else", b"X")
    packet = with_properties([PHOTOSHOP, other], [creators("佐藤")])
    assert items(packet, MM, "History") == ["saved <here>", "opened <here>"]
    assert items(packet, DC, "creator") == ["佐藤"]


@pytest.mark.parametrize(
    "broken",
    [
        b"<x:xmpmeta",
        b"\xff\xfe\x00",
        b"not xml at all",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a/>",  # well-formed, and no place for descriptions
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_a_packet_that_cannot_be_read_is_kept_whole(broken):
    packet = with_properties([broken], [creators("佐藤")])
    assert items(packet, DC, "creator") == ["佐藤"]
    assert [base64.b64decode(one) for one in items(packet, TEIRE, "unreadable")] == [broken]


@given(st.text(max_size=200))
def test_any_text_that_xml_can_hold_comes_back_as_it_was(text):
    """A law: markup, quotes, line ends and any script are data; what XML cannot hold is found out before."""
    if not is_xml(text) or not text:
        return
    (back,) = items(with_properties([], [creators(text)]), DC, "creator")
    assert back == text


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x0b", "\ud800", "\ufffe", "\uffff"])
def test_signs_that_xml_cannot_hold_are_known(sign):
    assert not is_xml(f"a{sign}b")
