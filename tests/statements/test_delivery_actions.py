"""What was done to a picture, read from measured changes; no area, place or kind is guessed."""

from dataclasses import replace

import pytest

from studio_app.domain.changes import Alignment
from studio_app.domain.deliveries import ActionName, NotedArea, SourceTerm
from studio_app.domain.stages import StageChange
from studio_app.statements.delivery_actions import actions_of, source_of
from studio_app.statements.delivery_evidence import StageEvidence, begun_by_generator, chain_of

AREA = NotedArea(left=4, top=5, width=20, height=10, pixels=150, kind="repaint")


def change(pixels=0, *, grade=False, aligned=True):
    return StageChange(
        method="compare/1",
        changed_pixels=pixels,
        total_pixels=1920 * 1080,
        changed_permille="0.1",
        noise_floor="0.50",
        region_count=1,
        alignment_found=aligned,
        grade_found=grade,
    )


def lying(dx=0.0, dy=0.0, scale=1.0, *, found=True):
    return Alignment(found=found, dx=dx, dy=dy, scale=scale, overlap_permille=1000.0)


@pytest.fixture
def chain(make):
    """Return a chain of kinds, each the child of the one before; words after a kind are its change."""

    def build(*links, width=1920, height=1080):
        stages = []
        for number, (kind, changed) in enumerate(links, start=1):
            made = make.stage("C1", kind, number, by="A", change=changed)
            parent = stages[-1].id if stages else None
            stages.append(replace(made, parent=parent, width=width, height=height))
        return tuple(stages)

    return build


def names(chain, evidence=None):
    return [one.name for one in actions_of(chain, evidence or {})]


def test_a_repaint_is_drawing_and_a_grade_is_colours_and_neither_is_the_other(chain):
    both = chain(("generation", None), ("retouch", change(150, grade=True)))
    assert names(both) == [ActionName.OPENED, ActionName.COLOURS, ActionName.DRAWING]
    assert names(chain(("generation", None), ("retouch", change(0, grade=True)))) == [
        ActionName.OPENED,
        ActionName.COLOURS,
    ]
    assert names(chain(("generation", None), ("retouch", change(150)))) == [ActionName.OPENED, ActionName.DRAWING]


def test_a_drawing_names_its_area_and_program_and_moment(chain, make):
    pair = chain(("generation", None), ("retouch", change(150)))
    drawing = actions_of(pair, {pair[1].id: StageEvidence(areas=(AREA,), agent="Krita 5.2")})[1]
    assert (drawing.changed_pixels, drawing.permille, drawing.areas) == (150, "0.1", (AREA,))
    assert (drawing.agent, drawing.when, drawing.source) == ("Krita 5.2", make.NOON, SourceTerm.HUMAN_EDITS)


def test_the_same_picture_saved_again_is_no_action(chain):
    assert names(chain(("generation", None), ("final", change(0)))) == [ActionName.OPENED]


def test_what_was_not_measured_is_unknown_and_has_no_source(chain):
    unmeasured = actions_of(chain(("generation", None), ("retouch", None)), {})[1]
    assert (unmeasured.name, unmeasured.source, unmeasured.changed_pixels) == (ActionName.UNKNOWN, None, None)


@pytest.mark.parametrize(
    ("lies", "size", "expected"),
    [
        (lying(), (1920, 1080), []),
        (lying(dx=0.3), (1920, 1080), []),  # within what resampling leaves
        (lying(scale=0.5), (960, 540), [ActionName.RESIZED]),
        (lying(dx=-100), (1820, 1080), [ActionName.CROPPED]),  # 100 pixels of the parent lie left of the edge
        (lying(dx=100, dy=50), (2120, 1180), []),  # a larger sheet around it loses nothing
        (lying(dx=-100, scale=2.0), (1920, 1080), [ActionName.RESIZED, ActionName.CROPPED]),
        (None, (960, 540), [ActionName.RESIZED]),
        (None, (960, 1080), [ActionName.CROPPED]),
        (lying(found=False), (1920, 1080), []),
    ],
)
def test_scaling_is_resized_and_what_lies_beyond_the_edge_is_cropped(chain, lies, size, expected):
    pair = chain(("generation", None), ("retouch", change()))
    moved = (pair[0], replace(pair[1], width=size[0], height=size[1]))
    assert names(moved, {moved[1].id: StageEvidence(alignment=lies)}) == [ActionName.OPENED, *expected]


def test_what_went_before_the_last_generation_is_its_input_and_no_action(chain):
    redone = chain(("layout", None), ("generation", change(9)), ("retouch", change(9)), ("generation", change(9)))
    assert names(redone) == [ActionName.OPENED]
    assert actions_of(redone, {})[0].stage == redone[3].id


def test_a_chain_without_a_generator_is_created_by_people(chain):
    drawn = chain(("layout", None), ("retouch", change(9)))
    first = actions_of(drawn, {})[0]
    assert (first.name, first.source) == (ActionName.CREATED, SourceTerm.DIGITAL_CREATION)


@pytest.mark.parametrize(
    ("links", "marks", "expected"),
    [
        ([("layout", None), ("retouch", change(9))], {}, SourceTerm.DIGITAL_CREATION),
        ([("generation", None)], {}, SourceTerm.GENERATED),
        ([("layout", None), ("generation", change(9))], {}, SourceTerm.GENERATED),
        ([("generation", None), ("final", change(0))], {}, SourceTerm.GENERATED),
        ([("generation", None), ("retouch", change(9))], {}, SourceTerm.GENERATED_AND_PAINTED),
        ([("generation", None), ("retouch", change(0, grade=True))], {}, SourceTerm.GENERATED_AND_PAINTED),
        ([("generation", None), ("retouch", None)], {}, SourceTerm.GENERATED_AND_PAINTED),
        ([("layout", None), ("retouch", change(9))], {"source_types": ("digitalCapture",)}, SourceTerm.HUMAN_EDITS),
        ([("layout", None)], {"carries": ("generation",)}, SourceTerm.GENERATED),
        ([("layout", None)], {"source_types": ("trainedAlgorithmicMedia",)}, SourceTerm.GENERATED),
        ([("layout", None), ("final", change(9))], {"carries": ("generation",)}, SourceTerm.GENERATED_AND_PAINTED),
    ],
)
def test_the_source_type_follows_the_chain(chain, links, marks, expected):
    """`marks` are those of the first stage's file: a person may have handed in what a generator made."""
    stages = chain(*links)
    assert source_of(stages, {stages[0].id: StageEvidence(**marks)}) is expected


def test_a_retouch_that_kept_the_generations_marks_is_still_painted(chain):
    stages = chain(("generation", None), ("retouch", change(9)))
    kept = {one.id: StageEvidence(carries=("generation",)) for one in stages}
    assert begun_by_generator(stages, kept) == 0
    assert source_of(stages, kept) is SourceTerm.GENERATED_AND_PAINTED


def test_a_chain_goes_by_parents_and_passes_over_what_was_withdrawn(chain):
    stages = chain(("layout", None), ("retouch", change(9)), ("final", change(0)))
    withdrawn = (stages[0], replace(stages[1], withdrawn=True), stages[2])
    assert [one.id for one in chain_of(withdrawn[2], withdrawn)] == [stages[0].id, stages[2].id]


def test_parents_in_a_circle_end(chain):
    stages = chain(("layout", None), ("retouch", change(9)))
    circle = (replace(stages[0], parent=stages[1].id), stages[1])
    assert len(chain_of(circle[1], circle)) == 2
