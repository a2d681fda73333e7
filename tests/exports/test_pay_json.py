"""The pay statement as JSON that other programs rely on."""

import json

from studio_app.exports.json_text import json_bytes
from studio_app.exports.pay_json import pay_json


def _leaves(value):
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
    else:
        yield value


def test_no_figure_is_a_float_and_everything_survives_the_file(studio, draw_pay):
    document = pay_json(draw_pay(studio))
    assert not [leaf for leaf in _leaves(document) if isinstance(leaf, float)]
    assert json.loads(json_bytes(document).decode("utf-8")) == document


def test_pay_gives_minor_units_with_currency_and_null_for_what_was_never_agreed(studio, draw_pay):
    document = pay_json(draw_pay(studio))
    people = {person["code"]: person for person in document["people"]}
    assert people["SATO-A"]["amount"] == {"minor": 5583, "currency": "JPY", "text": "5583"}
    assert people["SATO-A"]["effective_per_hour"]["minor"] == 2500
    assert people["SATO-A"]["floor_standing"] == "at or above"
    assert people["SATO-B"]["amount"] is None
    assert people["SATO-B"]["findings"]
    assert document["period"] == {"first": "2026-04-01", "last": "2026-04-30", "zone": "Asia/Tokyo"}
    assert {definition["key"] for definition in document["definitions"]} >= {"measured", "unconfirmed", "effective"}
