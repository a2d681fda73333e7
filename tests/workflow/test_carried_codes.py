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
        ("/work/C012.kra", "C012"),
        ("/work/ep01_C012_v03.kra", "C012"),
        ("/work/c012-final.PSD", "C012"),
        ("/work/C012A_v1.png", "C012A"),
        ("/work/C0123.png", None),
        ("/work/XC012.png", None),
        ("/work/C012é.png", None),
        ("/work/S1_C02_lit.png", "S1_C02"),
        ("/work/C02.png", None),
        ("/work/背景7.png", "背景7"),
        ("/work/大背景7.png", None),
        ("/work/BG.3_b.png", "BG.3"),
        ("/work/BGx3.png", None),
        ("/work/C012/sky.png", "C012"),
        ("/C012/work/sky.png", None),
        ("/work/C01/C012.png", "C012"),
        ("/work/012_rough.png", "C012"),
        ("/work/013_rough.png", None),
        ("/work/77.png", "背景7"),
        ("/work/.png", None),
    ],
)
def test_a_name_means_the_code_it_carries(path, code):
    found = background_meant(Path(path), ALL)
    assert (found.code if found else None) == code


def test_a_code_counts_before_a_cut():
    path = Path("/work/C01_012.png")
    assert background_meant(path, ALL).code == "C01"


def test_nothing_is_meant_where_there_are_no_backgrounds():
    assert background_meant(Path("/work/C012.png"), []) is None


def test_a_name_full_of_signs_is_only_a_name():
    odd = background("C(1+)*[")
    assert background_meant(Path("/work/x_C(1+)*[_y.png"), [odd]) is odd
