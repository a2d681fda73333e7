"""Everything recorded of a picture stands in its dossier, and what is not there is said to be missing."""

from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.domain.generations import GenerationRecord, Sampling
from studio_app.domain.reviews import RetakeCause
from studio_app.statements.answers.dossier import MOST_BACKGROUNDS, draw_up_dossier
from studio_app.statements.answers.dossier_values import DossierPicture, PictureKind
from studio_app.statements.answers.scope import AnswerRefused
from tests.statements.answers.conftest import places


def test_stages_stand_in_their_order_with_parents_and_settings(ask, four_stages, people):
    record = GenerationRecord(dialect="ComfyUI", system="ComfyUI", samplings=(Sampling(where="PNG", seed="7"),))
    reading = ask.reading(four_stages, people=people, settings={four_stages[1].id: record})
    (process,) = draw_up_dossier(reading).backgrounds
    assert [(one.name, one.parent) for one in process.stages] == [
        ("layout 1", ""),
        ("generation 1", "layout 1"),
        ("retouch 1", "generation 1"),
        ("correction 1", "retouch 1"),
    ]
    assert (process.stages[1].samplings[0].seed, process.stages[1].settings_read) == ("7", True)


def test_settings_that_were_not_read_are_missing(ask, four_stages, people):
    dossier = draw_up_dossier(ask.reading(four_stages, people=people))
    assert places(dossier, "settings-not-read") == ("C012 generation 1",)


def test_the_pick_stands_with_the_candidates_it_was_made_among(ask, four_stages, people):
    picks, candidates = (ask.pick(four_stages[1], "AD"),), (ask.tally("C012", 40, small=39),)
    reading = ask.reading(four_stages, people=people, selections=picks, candidates=candidates)
    (process,) = draw_up_dossier(reading).backgrounds
    assert [(one.count, one.small, one.asked_by.name) for one in process.batches] == [(40, 39, "原 図子")]
    (pick,) = process.picks
    assert (pick.who.name, pick.stage, pick.among, pick.reason) == ("美山 監督", "generation 1", 40, "光が合う")
    assert pick.counts


def test_a_painter_who_was_not_told_is_missing_and_the_told_one_listed(ask, four_stages, people):
    told = (ask.told(four_stages[1], "RET"),)
    dossier = draw_up_dossier(ask.reading(four_stages, people=people, disclosures=told))
    assert [one.who.code for one in dossier.backgrounds[0].told] == ["RET"]
    assert "C012 美山 監督" in places(dossier, "not-told")
    assert "C012 手入 花" not in places(dossier, "not-told")


def test_retakes_stand_with_their_causes(ask, make, four_stages, people):
    reviews = (
        make.review("r1", four_stages[2], "AD", verdict="retake", cause="generator-defect", note="舟を消す"),
        make.review("r2", four_stages[3], "AD"),
    )
    (process,) = draw_up_dossier(ask.reading(four_stages, people=people, reviews=reviews)).backgrounds
    assert [(one.stage, one.cause, one.note) for one in process.reviews] == [
        ("retouch 1", RetakeCause.GENERATOR_DEFECT, "舟を消す"),
        ("correction 1", None, ""),
    ]


def test_time_stands_by_person_and_kind_and_what_runs_is_missing(ask, make, four_stages, people):
    hour = timedelta(hours=1)
    sessions = (
        make.session("s1", "C012", "RET", hour),
        make.session("s2", "C012", "RET", hour, kind="retake", basis="stated"),
        make.session("s3", "C012", "RET", timedelta(0), stopped_at=None),
    )
    dossier = draw_up_dossier(ask.reading(four_stages, people=people, sessions=sessions))
    time = dossier.backgrounds[0].time
    assert [(one.work.value, one.active.measured, one.active.stated) for one in time] == [
        ("retouch", hour, 0 * hour),
        ("retake", 0 * hour, hour),
    ]
    assert places(dossier, "running") == ("C012",)


def test_a_change_without_a_kept_map_is_missing(ask, four_stages, people):
    kept = DossierPicture(stage=four_stages[2].id, kind=PictureKind.CHANGE, path=Path("heat.png"))
    dossier = draw_up_dossier(ask.reading(four_stages, people=people), {"C012": (kept,)})
    assert dossier.backgrounds[0].pictures == (kept,)
    assert places(dossier, "no-mask") == ("C012 generation 1", "C012 correction 1")


def test_a_dossier_nobody_could_read_is_refused(ask, make, people):
    backgrounds = tuple(make.background(f"C{n:04d}") for n in range(MOST_BACKGROUNDS + 1))
    with pytest.raises(AnswerRefused, match="501 backgrounds is too long"):
        draw_up_dossier(ask.reading((), people=people, backgrounds=backgrounds))


def test_the_picture_of_who_painted_what_names_nobody_who_asked_not_to_be_named(ask, make, four_stages, people):
    drawn = DossierPicture(stage=four_stages[3].id, kind=PictureKind.OWNERS, path=Path("picture.png"))
    asked = (make.omission("RET", asked=True, reason="", signed_by="RET"),)

    def shown(omissions):
        reading = ask.reading(four_stages, people=people, omissions=omissions)
        return draw_up_dossier(reading, {"C012": (drawn,)}).backgrounds[0].pictures

    assert shown(()) == (drawn,)
    assert shown(asked) == ()
