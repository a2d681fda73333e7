"""JSON that other programs rely on."""

import json

from studio_app.exports.json_text import json_bytes


def test_a_broken_sign_in_a_name_does_not_break_the_file():
    assert json.loads(json_bytes({"name": "a\ud800"})) == {"name": "a\ud800"}
