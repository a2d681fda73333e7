"""The bench's own pictures: what they say is true of them is, and the scorer sees a wrong answer."""

import json
import subprocess
import sys

import cv2
import numpy as np
import pytest

from tests.bench.bars import Verdict, paired, verdicts
from tests.bench.folders import STAGES, Folder
from tests.bench.inside import overlap, owners
from tests.bench.measures import Result, Size
from tests.bench.pictures import make_chain, make_pair
from tests.bench.runs import Command, Measured, RunFailed, Series, alternate, run
from tests.bench.scores import attribution_faults, faults

WIDTH, HEIGHT = 640, 360


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A pair and a chain of 640 × 360."""
    made = Folder(tmp_path_factory.mktemp("bench"))
    make_pair(made, WIDTH, HEIGHT)
    make_chain(made, WIDTH, HEIGHT)
    return made


def read(path):
    """The picture in a file."""
    return cv2.imread(str(path), cv2.IMREAD_UNCHANGED)


def truth_of(folder, scene):
    """The facts of a scene."""
    return json.loads(folder.facts(scene).read_text(encoding="utf-8"))


def right_answer(truth):
    """The JSON of a compare that found exactly what is true."""
    sides = ("left", "top", "width", "height")
    return {
        "alignment": {"found": True, "dx": 0.0, "dy": 0.0, "scale": 1.0},
        "grade": {"found": truth["graded"]},
        "repaint": {
            "changed_permille": truth["permille"],
            "regions": [dict(zip(sides, box, strict=True)) for box in truth["boxes"]],
        },
    }


def test_there_are_24_repaints_of_about_a_sixth_of_the_picture(folder):
    truth, mask = truth_of(folder, "repaint"), read(folder.truth("repaint"))
    assert len(truth["boxes"]) == 24
    assert 150 < truth["permille"] < 200
    assert cv2.connectedComponents(mask)[0] - 1 == 24
    assert np.unique(mask).tolist() == [0, 255]
    assert np.count_nonzero(mask) == truth["pixels"]


def test_the_local_edit_changes_nothing_but_its_place(folder):
    before, after, mask = read(folder.before), read(folder.after("local")), read(folder.truth("local"))
    differs = (before != after).any(axis=2)
    near = cv2.dilate(mask, np.ones((7, 7), np.uint8)) > 0
    assert not differs[~near].any()
    assert differs[mask > 0].mean() > 0.99
    assert truth_of(folder, "local")["permille"] < 10


def test_new_paint_is_clearly_another(folder):
    before, after, mask = read(folder.before), read(folder.after("repaint")), read(folder.truth("repaint"))
    apart = np.abs(before.astype(int) - after).mean(axis=2)
    assert apart[mask > 0].mean() > 3 * apart[mask == 0].mean()


def test_the_same_pictures_are_made_again(folder, tmp_path):
    again = Folder(tmp_path)
    make_pair(again, WIDTH, HEIGHT)
    for path in (folder.before, folder.after("repaint"), folder.truth("repaint"), folder.facts("repaint")):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    assert again.made("pair")
    assert not again.made("chain")


def test_nothing_half_written_is_left(folder):
    assert not list(folder.root.glob("*.part*"))


def test_each_stage_paints_where_the_map_says_and_the_final_nowhere(folder):
    known = read(folder.owners)
    assert sorted(np.unique(known).tolist()) == [1, 2, 3, 4, 5, 6]
    for index in range(2, len(STAGES) - 1):
        differs = (read(folder.stage(index - 1)) != read(folder.stage(index))).any(axis=2)
        assert differs[known == index].mean() > 0.98
        soft_border = cv2.dilate((known >= index).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        assert not differs[~soft_border].any()
    graded = read(folder.stage(len(STAGES) - 1)) != read(folder.stage(len(STAGES) - 2))
    assert graded.any()


def test_a_right_answer_has_no_fault(folder):
    for scene in ("repaint", "local"):
        truth = truth_of(folder, scene)
        assert faults(json.dumps(right_answer(truth)), truth, 1.0) == []


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda answer: answer["grade"].update(found=False), "the grade was not found"),
        (lambda answer: answer["alignment"].update(found=False), "no alignment was found"),
        (lambda answer: answer["alignment"].update(dx=3.0), "3.0 px"),
        (lambda answer: answer["repaint"].update(changed_permille=100.0), "the share is 100.0 permille"),
        (lambda answer: answer["repaint"]["regions"].extend(answer["repaint"]["regions"]), "48 regions, truly 24"),
        (lambda answer: answer["repaint"]["regions"].pop(), "1 of 24 repaints have no region"),
    ],
)
def test_a_wrong_answer_has_its_fault(folder, spoil, sentence):
    truth = truth_of(folder, "repaint")
    answer = right_answer(truth)
    spoil(answer)
    (said,) = faults(json.dumps(answer), truth, 1.0)
    assert sentence in said


def test_a_mask_beside_the_truth_and_no_answer_are_faults(folder):
    truth = truth_of(folder, "repaint")
    assert faults(json.dumps(right_answer(truth)), truth, 0.94) == ["the mask overlaps the truth by 0.940, not 0.95"]
    assert faults("", truth, 1.0) == ["the answer is no JSON"]


def test_overlap_is_what_is_common_over_what_is_in_either():
    one = np.array([[255, 255, 0, 0]], np.uint8)
    other = np.array([[0, 255, 255, 0]], np.uint8)
    assert overlap(one, other) == 1 / 3
    assert overlap(one, one[:, :2]) == 0


def test_owners_are_scored_pixel_by_pixel(folder, tmp_path):
    known = read(folder.owners)
    known[:36] = 255
    cv2.imwrite(str(tmp_path / "map.png"), known)
    agreement = owners(tmp_path / "map.png", folder.owners)["agreement"]
    assert agreement == 0.9
    (said,) = attribution_faults('{"owners": [{"visible_permille": 900.0}]}', agreement)
    assert said == "90.00% of the pixels have their true owner, not 98%"


def shell(name, text, runs, **more):
    """A command of this interpreter."""
    return Command(name=name, argv=(sys.executable, "-c", text), runs=runs, **more)


def test_runs_alternate_after_one_that_does_not_count(tmp_path):
    log = tmp_path / "log"
    note = f"open({str(log)!r}, 'a').write"
    series = alternate([shell("a", f"{note}('a')", 3), shell("b", f"{note}('b')", 1)])
    assert log.read_text() == "ababaa"
    assert [len(one.measured) for one in series.values()] == [3, 1]


def test_an_exit_status_that_was_not_agreed_is_a_failure():
    _measured, said = run(shell("a", "print('different'); raise SystemExit(22)", 1, content=frozenset({0, 22})))
    assert said == "different\n"
    with pytest.raises(RunFailed, match="ended with 3: no room"):
        run(shell("a", "import sys; print('no room', file=sys.stderr); sys.exit(3)", 1))


def test_a_picture_that_was_not_written_is_a_failure(tmp_path):
    with pytest.raises(RunFailed, match="wrote no picture"):
        run(shell("a", "", 1, writes=tmp_path / "out.png"))


def result(*walls, fault=None):
    """A result in which blazediff always takes two seconds."""
    ours = Series(shell("teire", "", 1), [Measured(wall, wall, 100) for wall in walls])
    other = Series(shell("blazediff", "", 1), [Measured(2.0, 2.0, 200) for _ in walls])
    series = {"teire": ours, "blazediff": other}
    faulty = {"teire": [fault]} if fault else {}
    return Result(size=Size("8k", 7680, 4320), section="repaint", series=series, faults=faulty)


def test_the_bar_is_held_against_the_median_of_paired_ratios():
    one = result(1.0, 1.8, 9.0)
    assert paired(one.series["teire"], one.series["blazediff"], "wall") == [0.5, 0.9, 4.5]
    time, memory = verdicts(one)
    assert (time.value, time.met, time.bar.next) == (0.9, True, 0.85)
    assert "bar 1 met   next 0.85 open" in time.line()
    assert (memory.value, memory.bar) == (0.5, None)


def test_a_wrong_answer_voids_the_time():
    time, _memory = verdicts(result(1.0, fault="no alignment was found"))
    assert not time.met
    assert time.line().endswith("VOID")
    assert Verdict(name="x", value=9.0).met


def test_the_process_that_measures_stays_small():
    words = "import sys, tests.bench.__main__; sys.exit('numpy' in sys.modules or 'cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0
