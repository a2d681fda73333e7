"""The words of a PDF as its fonts say they are to be read.

Only what our typesetter writes is understood: packed streams, fonts of two-byte codes with a table of signs.
"""

import re
import zlib

_OBJECT = re.compile(rb"(?:\A|\n)(\d+) 0 obj(.*?)\nendobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
_TEXT = re.compile(rb"\bBT\b(.*?)\bET\n", re.S)
_FONT = re.compile(rb"/(f\d+) [\d.]+ Tf")
_DIGITS = re.compile(rb"<([0-9A-Fa-f]+)>")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(content):
    """Return all words of a PDF in the order in which they are drawn, without blanks."""
    parts = {int(number): body for number, body in _OBJECT.findall(content)}
    said = []
    for body in parts.values():
        if b"/Type/Page/" in body:
            fonts = _fonts(parts, parts[_named(body, b"Resources")])
            said.append(_drawn(_unpacked(parts[_named(body, b"Contents")]), fonts))
    return "".join("".join(said).split())


def _fonts(parts, resources):
    return {
        name: _signs(_unpacked(parts[_named(parts[int(number)], b"ToUnicode")]))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }


def _signs(table):
    """Return the signs of a font by their codes; one code may stand for several."""
    signs = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, sign in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            signs[int(code, 16)] = bytes.fromhex(sign.decode()).decode("utf-16-be")
    assert b"beginbfrange" not in table
    return signs


def _drawn(stream, fonts):
    words = []
    for text in _TEXT.findall(stream):
        signs = fonts[_FONT.search(text).group(1)]
        for codes in _strings(text):
            words += [signs.get(int.from_bytes(codes[at : at + 2]), "\0") for at in range(0, len(codes), 2)]
    return "".join(words)


def _strings(text):
    """Yield the strings of a piece of text: in round brackets, which may be nested, or as digits in angled ones."""
    at = 0
    while at < len(text):
        digits = _DIGITS.match(text, at)
        if digits:
            yield bytes.fromhex(digits.group(1).decode())
            at = digits.end()
        elif text[at : at + 1] == b"(":
            string, at = _string(text, at + 1)
            yield string
        else:
            at += 1


def _string(text, at):
    """Return the string that begins at `at`, behind its bracket, and where it ends."""
    string, depth = bytearray(), 1
    while True:
        sign = text[at : at + 1]
        if sign == b"\\":
            escape = re.compile(rb"[0-7]{1,3}|.", re.S).match(text, at + 1)
            string += _unescaped(escape.group())
            at = escape.end()
            continue
        depth += {b"(": 1, b")": -1}.get(sign, 0)
        at += 1
        if not depth:
            return bytes(string), at
        string += sign


def _unescaped(sign):
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else _ESCAPES.get(sign, sign)


def _unpacked(body):
    return zlib.decompress(_STREAM.search(body).group(1))


def _named(body, key):
    return int(re.search(rb"/" + key + rb" (\d+) 0 R", body).group(1))
