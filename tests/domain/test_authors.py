"""A placeholder names nobody, in any language."""

import pytest

from studio_app.domain.authors import is_nobody


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "Unknown",
        "UNKNOWN ",
        "<unknown>",
        "(不明)",
        "不明",
        "Desconocido",
        "Inconnu",
        "Неизвестно",
        "Ｕｎｋｎｏｗｎ",
        "...",
    ],
)
def test_a_placeholder_is_nobody(name):
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Timo", "佐藤 光", "Boudewijn Rempt", "Unknown Pleasures", "明", "=cmd()"])
def test_a_name_is_somebody(name):
    assert not is_nobody(name)
