"""Every limit has its sentence, and survives being kept."""

import json

import pytest

from studio_app.domain.answer_values import attribution_of, plain, report_of
from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare
from studio_app.domain.chain_limit_wording import limits_of_attribution
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Repaint
from studio_app.domain.ids import Digest
from studio_app.domain.language import choose_language
from studio_app.domain.limit_wording import limits_of_report
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.stages import StageKind
from studio_app.storage.shipped import translations_folder

OF_CHAINS = (LimitName.UNTRACED, LimitName.UNRECORDED, LimitName.UNPLACED)
OF_PAIRS = tuple(name for name in LimitName if name not in OF_CHAINS[:2])
FIGURES = {
    LimitName.STRETCHED: (1.0, 1.25),
    LimitName.CLIPPED: (0.6,),
    LimitName.RECOLOURED: (0.75,),
    LimitName.UNLISTED_REGIONS: (3.0,),
}


def report_with(*limits: Limit) -> ChangeReport:
    facts = PictureFacts(
        sha256=Digest("0" * 64), file_format="PNG", width=4, height=3, bit_depth=8, size_bytes=90, colour_space="sRGB"
    )
    return ChangeReport(
        method="compare/1",
        before=facts,
        after=facts,
        alignment=Alignment(found=True, dx=0.0, dy=0.0, scale=1.0, overlap_permille=1000.0),
        grade=Grade(found=False, mean_delta_e=0.0),
        repaint=Repaint(changed_pixels=0, changed_permille=0.0, noise_floor=0.2, regions=()),
        limits=limits,
    )


def attribution_with(*limits: Limit) -> Attribution:
    links = (ChainLink(kind=StageKind.GENERATION, name="comfy"), ChainLink(kind=StageKind.RETOUCH, name="森\n花"))
    return Attribution(
        method="attribute/1",
        width=4,
        height=3,
        owners=tuple(OwnerShare(index=at, link=link, visible=6, overpainted=0) for at, link in enumerate(links)),
        people=(),
        unattributed=0,
        layout_kept_permille=None,
        grades=(),
        limits=limits,
    )


@pytest.mark.parametrize("name", OF_PAIRS)
def test_each_limit_of_a_pair_has_a_sentence_with_its_figures(name: LimitName) -> None:
    limit = Limit(name=name, figures=FIGURES.get(name, ()))
    (sentence,) = limits_of_report(report_with(limit))
    assert sentence.endswith(".")
    assert all(f"{figure:.4f}" in sentence for figure in limit.figures if name is LimitName.STRETCHED)
    assert "60 %" in sentence or name is not LimitName.CLIPPED
    assert "75 %" in sentence or name is not LimitName.RECOLOURED
    assert "3 small regions" in sentence or name is not LimitName.UNLISTED_REGIONS


@pytest.mark.parametrize("name", OF_CHAINS)
def test_each_limit_of_a_chain_names_its_stage_in_one_line(name: LimitName) -> None:
    (sentence,) = limits_of_attribution(attribution_with(Limit(name=name, stage=1)))
    assert sentence.startswith("retouch “森\\n花”:")
    assert "\n" not in sentence


@pytest.mark.parametrize(("language", "words"), [("ja", "描き替え"), ("fr", "repeint"), ("en", "repainted")])
def test_a_kept_limit_is_said_in_the_language_of_who_reads_it(language: str, words: str) -> None:
    kept = json.loads(json.dumps(plain(report_with(Limit(name=LimitName.CLIPPED, figures=(0.6,))))))
    choose_language(translations_folder(), [language])
    try:
        (sentence,) = limits_of_report(report_of(kept))
    finally:
        choose_language(translations_folder(), [])
    assert words in sentence


def test_limits_survive_being_kept() -> None:
    report = report_with(*(Limit(name=name, figures=FIGURES.get(name, ())) for name in OF_PAIRS))
    assert report_of(json.loads(json.dumps(plain(report)))) == report
    attribution = attribution_with(*(Limit(name=name, stage=1) for name in OF_CHAINS))
    assert attribution_of(json.loads(json.dumps(plain(attribution)))) == attribution


def test_sentences_kept_before_limits_had_names_are_no_report() -> None:
    values = plain(report_with()) | {"limits": ["Something was not seen."]}
    with pytest.raises(TypeError):
        report_of(values)
