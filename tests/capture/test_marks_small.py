"""Marks in files made by hand, one oddity each."""

import json
import struct
import zipfile
import zlib

import pytest

from studio_app.capture.marks import read_marks
from studio_app.capture.marks_a1111 import a1111_reading

SETTINGS = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 8x8"


def chunk(kind: bytes, data: bytes, *, crc: int | None = None) -> bytes:
    right = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", right if crc is None else crc)


def png(*chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + body + b"".join(chunks) + chunk(b"IEND", b"")


def marks(tmp_path, data: bytes):
    path = tmp_path / "file"
    path.write_bytes(data)
    return read_marks(path)


def text(keyword: str, content: str) -> bytes:
    return chunk(b"tEXt", keyword.encode() + b"\0" + content.encode())


def kra(tmp_path, editing_time: str):
    info = (
        "<document-info><about><initial-creator>Unknown</initial-creator>"
        f"<editing-time>{editing_time}</editing-time><editing-cycles>2</editing-cycles>"
        "<date>2026-04-01T11:00:00</date><creation-date>2026-04-01T10:00:00</creation-date></about></document-info>"
    )
    path = tmp_path / "picture.kra"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("maindoc.xml", "<DOC/>")
        archive.writestr("documentinfo.xml", info)
    return read_marks(path)


def test_a_wrong_checksum_is_no_reason_not_to_read(tmp_path):
    content = b"parameters\0a lake\n" + SETTINGS.encode()
    found = marks(tmp_path, png(chunk(b"tEXt", content, crc=1)))
    assert found.generation.prompts == ("a lake",)


@pytest.mark.parametrize(
    "content",
    ['{"3": {"class_type": "KSampler", "inp', "[1, 2, 3]", '"words"', "[" * 100_000, '{"3": ' * 100_000, "not json"],
)
def test_a_broken_graph_is_unknown_and_a_sentence(tmp_path, content):
    found = marks(tmp_path, png(text("prompt", content)))
    assert found.generation.dialect == "unknown"
    assert found.problems == ("The text at PNG tEXt prompt looks like a generator's but cannot be read.",)


def test_a_graph_that_bites_its_tail_ends(tmp_path):
    graph = {
        "1": {"class_type": "KSampler", "inputs": {"seed": ["2", 0], "steps": 4, "positive": ["3", 0]}},
        "2": {"class_type": "Seed", "inputs": {"seed": ["2", 0]}},
        "3": {"class_type": "Odd", "inputs": {"conditioning": ["3", 0], "also": ["1", 0]}},
    }
    found = marks(tmp_path, png(text("prompt", json.dumps(graph))))
    assert [(fact.name, fact.value) for fact in found.generation.findings] == [("steps", "4")]


def test_a_graph_where_all_is_joined_to_all_is_given_up_on(tmp_path):
    joined = {f"in{number}": [str(number), 0] for number in range(400)}
    graph = {
        str(number): {"class_type": "KSampler", "inputs": {"positive": [str(number), 0], **joined}}
        for number in range(400)
    }
    found = marks(tmp_path, png(text("prompt", json.dumps(graph))))
    assert "The graph at PNG tEXt prompt is too entangled; some of its prompts were not read." in found.problems


def test_white_space_without_end_in_a_dream_is_not_searched(tmp_path):
    found = marks(tmp_path, png(text("Dream", '"lake"' + " " * 200_000)))
    assert found.generation.system == "InvokeAI"
    assert found.generation.dialect == "unknown"


def test_a_seed_larger_than_a_float_keeps_every_digit(tmp_path):
    graph = {"1": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "cfg": 6.50}}}
    found = marks(tmp_path, png(text("prompt", json.dumps(graph))))
    assert ("seed", "18446744073709551615") in [(fact.name, fact.value) for fact in found.generation.findings]


def test_prompts_through_a_control_net_keep_their_sides(tmp_path):
    graph = {
        "1": {"class_type": "KSampler", "inputs": {"seed": 1, "positive": ["4", 0], "negative": ["4", 1]}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "lake"}},
        "3": {"class_type": "CLIPTextEncode", "inputs": {"text": "people"}},
        "4": {"class_type": "ControlNetApplyAdvanced", "inputs": {"positive": ["2", 0], "negative": ["3", 0]}},
    }
    found = marks(tmp_path, png(text("prompt", json.dumps(graph)))).generation
    assert (found.prompts, found.negative_prompts) == (("lake",), ("people",))


def test_too_many_texts_are_a_sentence(tmp_path):
    found = marks(tmp_path, png(*[text("Note", "x")] * 5_001))
    assert found.problems == ("The PNG has more than 5000 texts; the rest was not read.",)


def test_halves_of_characters_and_nul_do_not_reach_the_ledger(tmp_path):
    graph = '{"1": {"class_type": "CLIPTextEncode", "inputs": {"text": "a\\ud800b\\u0000c"}}}'
    (finding,) = marks(tmp_path, png(text("prompt", graph))).generation.findings
    assert finding.value == "a?bc"


def test_xml_that_unfolds_itself_is_refused(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    data = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + bomb.encode())
    found = marks(tmp_path, png(data))
    assert found.problems == ("The XMP at PNG iTXt XML:com.adobe.xmp cannot be read.",)


def test_a_declared_source_type_is_a_credential(tmp_path):
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f'Iptc4xmpExt:DigitalSourceType="{kind}"/></rdf:RDF></x:xmpmeta>'
    )
    (finding,) = marks(tmp_path, png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp.encode()))).credentials
    assert (finding.name, finding.value) == ("digital_source_type", kind)


@pytest.mark.parametrize("written", ["", "-5", "nan", "about two hours", "1e9", "٣"])
def test_an_editing_time_that_is_none_is_shown_as_it_stood(tmp_path, written):
    found = kra(tmp_path, written)
    assert [fact.value for fact in found.evidence if fact.name == "editing_time"] == [written]
    assert found.problems == (f"Krita's editing time reads {written!r}, which is no number of seconds.",)


def test_an_editing_time_longer_than_the_documents_life_is_doubted(tmp_path):
    assert kra(tmp_path, "3600").problems == ()
    assert kra(tmp_path, "3601").problems == ("Krita's editing time of 3601 s is longer than the document's own life.",)


def test_a_setting_may_hold_commas_and_colons():
    line = 'Steps: 20, Seed: 5, Model: a:b, Lora hashes: "x: 1, y: 2", Civitai resources: [{"a": 1, "b": 2}], Size: 8x8'
    record = a1111_reading(f"lake\n{line}", "here").record
    said = {fact.name: fact.value for fact in record.findings}
    assert said["model"] == "a:b"
    assert said["lora_hashes"] == "x: 1, y: 2"
    assert said["civitai_resources"] == '[{"a": "1", "b": "2"}]'
    assert said["size"] == "8x8"


def test_an_empty_file_is_a_sentence(tmp_path):
    assert marks(tmp_path, b"").problems == ("The file is empty.",)
