"""A use without an approval that reaches so far is a finding, and so is temporary material that stayed."""

from datetime import UTC, date, datetime

from studio_app.domain.generator_uses import GeneratorUse
from studio_app.statements.answers.register import draw_up_register
from tests.statements.answers.conftest import MARKED

HERE = ("C012 generation 1",)


def problems(register):
    return [(one.problem.value, one.places) for one in register.findings]


def test_a_use_that_is_approved_is_no_finding(ask, four_stages, people):
    register = draw_up_register(ask.reading(four_stages, people=people, approvals=(ask.approval(licence="Pro"),)))
    assert register.findings == ()
    (line,) = register.generators
    assert (line.system, line.version, line.licences, line.use) == ("ComfyUI", "0.3", ("Pro",), GeneratorUse.FINAL)
    assert (line.generations, line.backgrounds, line.cuts, line.episodes) == (1, ("C012",), ("C012",), ("01",))
    assert [one.name for one in line.asked_by] == ["原 図子"]
    assert register.approvals[0].covers == 1


def test_no_approval_at_all(ask, four_stages, people):
    register = draw_up_register(ask.reading(four_stages, people=people))
    assert problems(register) == [("no-approval", HERE)]
    assert register.generators[0].use is None
    assert register.findings[0].entries == (four_stages[1].entry,)


def test_spellings_of_one_system_are_one(ask, four_stages, people):
    reading = ask.reading(four_stages, people=people, approvals=(ask.approval("comfy UI", version="0.3"),))
    assert draw_up_register(reading).findings == ()


def test_another_version_episode_or_day_is_not_approved(ask, four_stages, people):
    def found(**terms):
        return problems(draw_up_register(ask.reading(four_stages, people=people, approvals=(ask.approval(**terms),))))

    assert found(version="0.4") == [("other-version", HERE)]
    assert found(episode="02") == [("other-episode", HERE)]
    assert found(since=date(2026, 4, 11)) == [("outside-dates", HERE)]
    assert found(until=date(2026, 4, 9)) == [("outside-dates", HERE)]
    assert found(since=date(2026, 4, 10), until=date(2026, 4, 10)) == []


def test_the_studios_day_counts_and_not_the_day_of_utc(ask, make, people):
    # 2026-04-09 22:00 UTC is 07:00 on the 10th in Tokyo.
    stage = make.stage("C012", "generation", by="LAY", at=datetime(2026, 4, 9, 22, tzinfo=UTC), system="ComfyUI")
    register = draw_up_register(
        ask.reading((stage,), people=people, approvals=(ask.approval(since=date(2026, 4, 10)),))
    )
    assert register.findings == ()


def test_two_approvals_that_each_lack_something_do_not_make_one(ask, four_stages, people):
    approvals = (ask.approval(episode="02"), ask.approval(episode="01", until=date(2026, 4, 9)))
    register = draw_up_register(ask.reading(four_stages, people=people, approvals=approvals))
    assert problems(register) == [("outside-dates", HERE)]


def test_temporary_material_visible_in_an_approved_picture(ask, make, four_stages, people, measured):
    temporary, word = ask.approval(use="temporary"), make.review("r1", four_stages[-1], "AD")
    parts = {"reviews": (word,), "approvals": (temporary,), "attributions": measured}
    register = draw_up_register(ask.reading(four_stages, people=people, **parts))
    assert problems(register) == [("temporary-visible", HERE)]
    assert temporary.entry in register.findings[0].entries
    assert register.generators[0].visible_in == ("C012",)


def test_temporary_material_is_no_finding_before_approval_or_painted_over(ask, make, four_stages, people, measured):
    painted_over = {"C012": ask.attribution(four_stages, (0, 0), (0, 1000), (950, 50), (50, 0))}
    word, temporary = make.review("r1", four_stages[-1], "AD"), (ask.approval(use="temporary"),)

    def found(attributions, reviews):
        parts = {"reviews": reviews, "approvals": temporary, "attributions": attributions}
        return draw_up_register(ask.reading(four_stages, people=people, **parts)).findings

    assert found(measured, ()) == ()
    assert found(painted_over, (word,)) == ()


def test_temporary_material_that_was_not_measured_may_be_visible(ask, make, four_stages, people):
    word = make.review("r1", four_stages[-1], "AD")
    parts = {"reviews": (word,), "approvals": (ask.approval(use="temporary"),)}
    register = draw_up_register(ask.reading(four_stages, people=people, **parts))
    assert problems(register) == [("temporary-unmeasured", HERE)]


def test_an_approval_for_final_use_outweighs_one_for_temporary_use(ask, make, four_stages, people, measured):
    approvals = (ask.approval(use="temporary"), ask.approval(use="final"))
    parts = {"reviews": (make.review("r1", four_stages[-1], "AD"),), "attributions": measured}
    register = draw_up_register(ask.reading(four_stages, people=people, approvals=approvals, **parts))
    assert register.findings == ()


def test_candidates_are_uses_counted_apart(ask, four_stages, people):
    candidates = (ask.tally("C012", 40), ask.tally("C012", 8, "NovelAI", "v4"))
    parts = {"candidates": candidates, "approvals": (ask.approval(),)}
    register = draw_up_register(ask.reading(four_stages, people=people, **parts))
    counts = [(one.system, one.generations, one.candidates) for one in register.generators]
    assert counts == [("ComfyUI", 1, 40), ("NovelAI", 0, 8)]
    assert problems(register) == [("no-approval", ("C012 8 candidates",))]


def test_a_generation_of_no_named_system_can_be_approved_by_nobody(ask, make, people):
    stage = make.stage("C012", "generation", by="LAY")
    register = draw_up_register(ask.reading((stage,), people=people, approvals=(ask.approval(""),)))
    assert problems(register) == [("unnamed-system", HERE)]


def test_a_layout_with_a_generators_marks_is_a_finding_and_a_retouch_that_kept_them_is_none(ask, make, people):
    stages = ask.chain(
        make.stage("C012", "layout", by="LAY"),
        make.stage("C012", "generation", by="LAY", system="ComfyUI", version="0.3"),
        make.stage("C012", "retouch", by="RET"),
    )
    marked = {stages[0].id: MARKED, stages[2].id: MARKED}
    register = draw_up_register(ask.reading(stages, people=people, evidence=marked, approvals=(ask.approval(),)))
    assert problems(register) == [("marked-file", ("C012 layout 1",))]


def test_what_was_withdrawn_is_no_use(ask, make, people):
    stage = make.stage("C012", "generation", by="LAY", system="ComfyUI", withdrawn=True)
    register = draw_up_register(ask.reading((stage,), people=people))
    assert (register.generators, register.findings, register.with_generation) == ((), (), 0)


def test_the_provider_is_the_approvals_else_the_tables(ask, four_stages, people):
    def provider(*approvals):
        reading = ask.reading(four_stages, people=people, approvals=approvals, providers={"ComfyUI": "Comfy Org"})
        (line,) = draw_up_register(reading).generators
        return line.provider, line.provider_approved

    assert provider() == ("Comfy Org", False)
    assert provider(ask.approval(provider="Studio's own")) == ("Studio's own", True)
