"""Names in sentences."""

from studio_app.imaging.names import shown_name


def test_a_plain_name_is_shown_as_it_is() -> None:
    assert shown_name("/somewhere/背景 𠮷野.png") == "背景 𠮷野.png"


def test_what_would_forge_a_line_or_turn_the_name_around_is_escaped() -> None:
    assert shown_name("a\nb\u202egnp.exe") == "a\\nb\\u202egnp.exe"


def test_a_long_name_is_shortened_in_its_middle() -> None:
    shown = shown_name("a" * 100 + ".png")
    assert len(shown) == 59
    assert shown.endswith("a.png")
    assert "…" in shown
