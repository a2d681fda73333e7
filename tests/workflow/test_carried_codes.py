"""Which background a file's name means: the code it carries, never a part of another one."""

from pathlib import Path

import pytest

from studio_app.domain.backgrounds import Background
from studio_app.domain.ids import BackgroundId
from studio_app.workflow.carried_codes import background_meant


def background(code, *cuts):
    return Background(id=BackgroundId(code), code=code, cuts=cuts, episode="")


ALL = [
    background("C012", "012", "013"),
    background("C012A"),
    background("C01"),
    background("S1_C02", "013"),
    background("背景7", "77"),
    background("BG.3"),
]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/paint/C012.kra", "C012"),
        ("/paint/ep01_C012_v03.kra", "C012"),
        ("/paint/c012-final.PSD", "C012"),
        ("/paint/C012A_v1.png", "C012A"),
        ("/paint/C0123.png", None),
        ("/paint/XC012.png", None),
        ("/paint/C012é.png", None),
        ("/paint/S1_C02_lit.png", "S1_C02"),
        ("/paint/C02.png", None),
        ("/paint/背景7.png", "背景7"),
        ("/paint/大背景7.png", None),
        ("/paint/BG.3_b.png", "BG.3"),
        ("/paint/BGx3.png", None),
        ("/paint/C012/sky.png", "C012"),
        ("/C012/work/sky.png", None),
        ("/paint/C01/C012.png", "C012"),
        ("/paint/012_rough.png", "C012"),
        ("/paint/013_rough.png", None),
        ("/paint/77.png", "背景7"),
        ("/paint/.png", None),
    ],
)
def test_a_name_means_the_code_it_carries(path, code):
    found = background_meant(Path(path), ALL)
    assert (found.code if found else None) == code


def test_a_code_counts_before_a_cut():
    path = Path("/paint/C01_012.png")
    assert background_meant(path, ALL).code == "C01"


def test_nothing_is_meant_where_there_are_no_backgrounds():
    assert background_meant(Path("/paint/C012.png"), []) is None


def test_a_name_full_of_signs_is_only_a_name():
    odd = background("C(1+)*[")
    assert background_meant(Path("/paint/x_C(1+)*[_y.png"), [odd]) is odd
