"""Candidates that were not picked are kept small: what is let go, what stays, and what a crash in between leaves."""

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.stages import StageKind
from studio_app.ledger.entries import read_leaf
from studio_app.ledger.kinds import CANDIDATES_REDUCED
from studio_app.storage.failures import StorageError
from studio_app.storage.store import FileStore
from studio_app.workflow.candidate_folders import Offered
from studio_app.workflow.errors import StepRefused
from tests.fakes import FakeExaminer, png


@pytest.fixture
def desk(studio):
    studio.person("SATO")
    studio.person("AD", "吉田 監督")
    for code in ("C012", "C013"):
        studio.background(code)
    studio.add(200, kind="layout", painter="SATO")
    return studio


def take(desk, *shades, background="C012"):
    files = [Offered(path=desk.picture(f"c-{shade}.png", shade), background=background) for shade in shades]
    return desk.steps.candidates.take(files, asked_by=None, by=None)


def pick(desk, name, reason="光が合う"):
    return desk.steps.candidates.pick(name, reason=reason, picker="AD", by=None)


def reduce(desk, *codes):
    return desk.steps.reducing.reduce(codes, by=desk.steps.people.find("AD").id)


def kept(desk, sha256):
    return (desk.root / "store" / sha256[:2] / sha256).exists()


def standing(desk, code="C012"):
    """Return for each candidate whether its full file is there and whether it is said to be kept small."""
    return [(kept(desk, one.sha256), one.small is not None) for one in desk.steps.candidates.all(code)]


FULL, SMALL = (True, False), (False, True)


def entries(desk):
    return [entry for entry in map(read_leaf, desk.leaves()) if entry.kind == CANDIDATES_REDUCED]


def test_those_not_picked_are_kept_small_and_one_entry_says_so(desk):
    take(desk, 1, 2, 3)
    pick(desk, "C012#2")
    (done,) = reduce(desk, "C012")
    one, _two, three = desk.steps.candidates.all("C012")
    assert standing(desk) == [SMALL, FULL, SMALL]
    assert [small.id for small in done.small] == [one.id, three.id]
    assert (done.in_full, done.stayed) == (1, ())
    (entry,) = entries(desk)
    assert (entry.hash, entry.person, entry.basis) == (done.entry, desk.steps.people.find("AD").id, "measured")
    assert entry.payload["background"] == one.background
    assert [told["sha256"] for told in entry.payload["candidates"]] == [one.sha256, three.sha256]
    first = entry.payload["candidates"][0]
    small = desk.root / "store" / one.small[:2] / one.small
    assert first == {
        "candidate": one.id,
        "sha256": one.sha256,
        "small": {"sha256": one.small, "size": small.stat().st_size, "format": "png", "width": 4, "height": 3},
    }
    (row,) = (told for told in desk.steps.evidence.listed() if told.entry.hash == entry.hash)
    assert row.summary == ("The full files of 2 candidates that were not picked were let go; small pictures are kept.")
    assert desk.sentences() == []


def test_what_becomes_free_is_what_the_files_took_less_what_the_small_ones_take(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    one = desk.steps.candidates.all("C012")[0]
    large = desk.root / "store" / one.sha256[:2] / one.sha256
    desk.examiner.shrink_many = lambda files: (written(desk, *one) for one in files)
    size = large.stat().st_size
    (done,) = reduce(desk, "C012")
    assert done.freed_bytes == size - len(png(9, (1, 1)))


def written(desk, path, small):
    small.write_bytes(png(9, (1, 1)))
    return desk.examiner._facts(path)


def test_previews_of_what_was_let_go_go_too(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    one = desk.steps.candidates.all("C012")[0]
    view = desk.steps.previews.view(one.sha256)
    reduce(desk, "C012")
    assert not view.exists()


def test_a_second_time_records_nothing(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    before = desk.leaves()
    (done,) = reduce(desk, "C012", "C012")
    assert (done.small, done.entry, done.freed_bytes) == ((), None, 0)
    assert desk.leaves() == before


def test_later_candidates_get_an_entry_of_their_own(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    take(desk, 3)
    reduce(desk, "C012")
    assert standing(desk) == [SMALL, FULL, SMALL]
    assert [len(one.payload["candidates"]) for one in entries(desk)] == [1, 1]
    assert desk.sentences() == []


def test_without_a_pick_it_is_refused_and_nothing_is_lost(desk):
    take(desk, 1, 2)
    pick(desk, "C012#1")
    take(desk, 3, background="C013")
    before = desk.leaves()
    with pytest.raises(StepRefused, match="No candidate of C013 is picked yet") as refused:
        reduce(desk, "C012", "C013")
    assert "teire candidate pick" in refused.value.hint
    assert desk.leaves() == before
    assert standing(desk) == [FULL, FULL]


def test_all_means_every_background_that_has_a_pick(desk):
    take(desk, 1, 2)
    take(desk, 3, 4, background="C013")
    with pytest.raises(StepRefused, match="No background has a pick yet"):
        reduce(desk)
    pick(desk, "C013#1")
    assert [one.background.code for one in reduce(desk)] == ["C013"]
    assert standing(desk) == [FULL, FULL]
    assert standing(desk, "C013") == [FULL, SMALL]


def test_whatever_was_ever_picked_stays(desk):
    take(desk, 1, 2, 3)
    pick(desk, "C012#1")
    pick(desk, "C012#2", "構図の変更")
    reduce(desk, "C012")
    assert standing(desk) == [FULL, FULL, SMALL]
    assert pick(desk, "C012#1", "元に戻す").candidate == desk.steps.candidates.all("C012")[0].id
    assert desk.sentences() == []


def test_a_file_that_is_a_stage_stays_and_so_does_its_candidate(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    desk.steps.arrival.add(
        [desk.picture("elsewhere.png", 1)], background="C013", kind=StageKind.GENERATION, painter="SATO", by=None
    )
    assert reduce(desk, "C012")[0].entry is None
    assert standing(desk) == [FULL, FULL]


def test_a_file_that_another_background_keeps_as_a_candidate_stays(desk):
    take(desk, 1, 2)
    take(desk, 1, 3, background="C013")
    pick(desk, "C012#2")
    assert reduce(desk, "C012")[0].small == ()
    assert standing(desk) == [FULL, FULL]
    pick(desk, "C013#2")
    assert reduce(desk, "C013")[0].small == ()


def test_a_file_that_two_backgrounds_let_go_together_goes(desk):
    take(desk, 1, 2)
    take(desk, 1, 3, background="C013")
    pick(desk, "C012#2")
    pick(desk, "C013#2")
    reduce(desk, "C012", "C013")
    assert standing(desk) == [SMALL, FULL]
    assert standing(desk, "C013") == [SMALL, FULL]
    assert desk.sentences() == []


def test_a_file_that_another_background_picked_stays(desk):
    take(desk, 1, 2)
    take(desk, 1, 3, background="C013")
    pick(desk, "C012#2")
    pick(desk, "C013#1")
    reduce(desk, "C012", "C013")
    assert standing(desk) == [FULL, FULL]
    assert standing(desk, "C013") == [FULL, SMALL]
    assert desk.sentences() == []


def test_a_small_picture_that_came_in_as_a_candidate_is_not_let_go(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    small = desk.steps.candidates.all("C012")[0].small
    path = desk.root.parent / "drawn" / "small.png"
    path.write_bytes((desk.root / "store" / small[:2] / small).read_bytes())
    desk.steps.candidates.take([Offered(path=path, background="C012")], asked_by=None, by=None)
    assert reduce(desk, "C012")[0].entry is None
    assert standing(desk) == [SMALL, FULL, FULL]
    assert desk.sentences() == []


def test_a_file_that_an_entry_of_a_newer_kind_names_stays(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    desk.force("candidate-praised/7", {"what": {"file": desk.steps.candidates.all("C012")[0].sha256}})
    assert reduce(desk, "C012")[0].entry is None
    assert standing(desk) == [FULL, FULL]


def test_a_file_that_was_damaged_or_is_gone_stays_as_it_is_and_is_said(desk):
    take(desk, 1, 2, 3, 4)
    pick(desk, "C012#4")
    paths = [desk.root / "store" / one.sha256[:2] / one.sha256 for one in desk.steps.candidates.all("C012")]
    for path, content in ((paths[0], png(99)), (paths[1], b"noise")):
        path.chmod(0o600)
        path.write_bytes(content)
    (done,) = reduce(desk, "C012")
    assert [(one.candidate.number, one.message.partition(" ")[0]) for one in done.stayed] == [(1, "The"), (2, "That")]
    assert [one.number for one in done.small] == [3]
    assert len(desk.sentences()) == 2


def test_picking_what_is_kept_small_is_refused_until_the_same_file_is_added_again(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    before = desk.leaves()
    with pytest.raises(StepRefused, match="The full file of candidate 1 was let go") as refused:
        pick(desk, "C012#1")
    assert "Add the same file again" in refused.value.hint
    assert desk.leaves() == before
    imported = take(desk, 1, 2)
    assert ([one.number for one in imported.taken], imported.again, imported.already) == ([1], 1, 1)
    assert standing(desk) == [FULL, FULL]
    pick(desk, "C012#1")
    assert desk.sentences() == []


def test_a_file_that_was_brought_back_may_be_let_go_again(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    take(desk, 1)
    assert desk.sentences() == []
    (done,) = reduce(desk, "C012")
    assert [one.number for one in done.small] == [1]
    assert standing(desk) == [SMALL, FULL]
    assert len(entries(desk)) == 2
    assert desk.sentences() == []


def test_a_file_that_was_brought_back_has_to_be_there(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    take(desk, 1)
    one = desk.steps.candidates.all("C012")[0]
    (desk.root / "store" / one.sha256[:2] / one.sha256).unlink()
    assert desk.sentences() == [f"The file {one.sha256[:12]} is not where it was kept."]


def test_a_stage_may_be_made_of_the_same_file_later(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    desk.add(1, kind="retouch", painter="SATO")
    assert standing(desk) == [(True, True), FULL]
    reduce(desk, "C012")
    assert standing(desk) == [(True, True), FULL]
    assert desk.sentences() == []


def test_pictures_of_what_was_let_go_are_the_small_ones(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    one = desk.steps.candidates.all("C012")[0]
    assert one.picture == one.small
    small = (desk.root / "store" / one.small[:2] / one.small).read_bytes()
    for name in (one.sha256, one.picture):
        assert desk.steps.previews.thumbnail(name).read_bytes() == small
        assert desk.steps.previews.view(name).read_bytes() == small
    take(desk, 1)
    assert desk.steps.previews.view(one.sha256).read_bytes() == png(1)


def test_indexes_made_anew_are_the_same(desk):
    take(desk, 1, 2, 3)
    pick(desk, "C012#2")
    reduce(desk, "C012")
    take(desk, 3)
    before = desk.steps.candidates.all()
    desk.steps.evidence.rebuild()
    assert desk.steps.candidates.all() == before
    assert standing(desk) == [SMALL, FULL, FULL]


class PowerCut(Exception):
    """The machine stops here."""


def stops(*_given, **_named):
    raise PowerCut


def test_a_crash_after_the_entry_leaves_the_files_and_the_next_run_removes_them(desk, monkeypatch):
    take(desk, 1, 2, 3)
    pick(desk, "C012#2")
    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "let_go", stops)
        with pytest.raises(PowerCut):
            reduce(desk, "C012")
    assert standing(desk) == [(True, True), FULL, (True, True)]
    assert desk.open().sentences() == []
    before = desk.leaves()
    (done,) = reduce(desk, "C012")
    assert (done.small, done.entry) == ((), None)
    assert done.freed_bytes == len(png(1)) + len(png(3))
    assert standing(desk) == [SMALL, FULL, SMALL]
    assert desk.leaves() == before
    assert desk.sentences() == []


def test_a_crash_before_the_entry_loses_nothing_and_the_next_run_goes_on(desk, monkeypatch):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    before = desk.leaves()
    with monkeypatch.context() as patch:
        patch.setattr("studio_app.storage.sql_ledger.write_indexes", stops)
        with pytest.raises(PowerCut):
            reduce(desk, "C012")
    assert desk.open().leaves() == before
    assert standing(desk) == [FULL, FULL]
    assert desk.sentences() == []
    reduce(desk, "C012")
    assert standing(desk) == [SMALL, FULL]
    assert desk.sentences() == []


def test_a_crash_between_two_files_is_gone_over_again(desk, monkeypatch):
    take(desk, 1, 2, 3)
    pick(desk, "C012#2")
    let_go, calls = FileStore.let_go, []

    def once(store, sha256):
        calls.append(sha256)
        return let_go(store, sha256) if len(calls) == 1 else stops()

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "let_go", once)
        with pytest.raises(PowerCut):
            reduce(desk, "C012")
    assert standing(desk) == [SMALL, FULL, (True, True)]
    assert desk.sentences() == []
    reduce(desk, "C012")
    assert standing(desk) == [SMALL, FULL, SMALL]


def test_a_file_that_cannot_be_removed_is_said_and_the_entry_stands(desk, monkeypatch):
    take(desk, 1, 2)
    pick(desk, "C012#2")

    def held(_store, _sha256):
        raise StorageError("Another program holds it.", hint="")

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "let_go", held)
        (done,) = reduce(desk, "C012")
    assert [one.message for one in done.stayed] == ["Another program holds it."]
    assert done.entry is not None
    reduce(desk, "C012")
    assert standing(desk) == [SMALL, FULL]


def test_a_pick_between_the_small_pictures_and_the_entry_wins(desk, monkeypatch):
    take(desk, 1, 2, 3)
    pick(desk, "C012#2")
    shrink_many = FakeExaminer.shrink_many

    def picked_meanwhile(examiner, files):
        pick(desk, "C012#1", "やはりこちら")
        return shrink_many(examiner, files)

    monkeypatch.setattr(FakeExaminer, "shrink_many", picked_meanwhile)
    reduce(desk, "C012")
    assert standing(desk) == [FULL, FULL, SMALL]
    assert desk.sentences() == []


def test_a_file_that_comes_in_while_it_is_let_go_is_kept(desk, monkeypatch):
    """The copy of a file that is there already is dropped; it must not be what the entry rests on."""
    take(desk, 1, 2)
    pick(desk, "C012#2")
    ensure = FileStore.ensure
    one = desk.steps.candidates.all("C012")[0]

    def let_go_meanwhile(store, incoming):
        FileStore.let_go(store, incoming.sha256)
        ensure(store, incoming)

    monkeypatch.setattr(FileStore, "ensure", let_go_meanwhile)
    take(desk, 1, background="C013")
    desk.add(1, kind="retouch", painter="SATO")
    assert kept(desk, one.sha256)
    assert desk.sentences() == []


def test_an_entry_of_this_kind_is_read_for_ever(desk):
    take(desk, 1, 2)
    one, two = desk.steps.candidates.all("C012")
    body = (
        '{"background":"%s","candidates":[{"candidate":"%s","sha256":"%s",'
        '"small":{"format":"jpeg","height":288,"sha256":"%s","size":41234,"width":512}}]}'
    )
    desk.force("candidates-reduced/1", json.loads(body % (one.background, one.id, one.sha256, two.sha256)))
    assert desk.steps.candidates.all("C012")[0].small == two.sha256
    assert desk.sentences() == []


def test_nothing_comes_between_a_small_picture_and_its_entry(desk):
    """Small pictures are durable in the store before the entry that names them is written."""
    take(desk, 1, 2)
    pick(desk, "C012#2")
    one = desk.steps.candidates.all("C012")[0]
    seen = []
    append = desk.ledger.append

    def watched(decide, *, by):
        def looked(index):
            decision = decide(index)
            for draft in decision.drafts:
                smalls = [told["small"]["sha256"] for told in draft.payload["candidates"]]
                seen.append([kept(desk, sha256) for sha256 in (*smalls, one.sha256)])
            return decision

        return append(looked, by=by)

    desk.ledger.append = watched
    reduce(desk, "C012")
    assert seen == [[True, True]]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_series_of_deeds_the_studio_holds_and_every_candidate_has_a_picture(desk, seed, tmp_path):
    dice = random.Random(seed)
    codes = ("C012", "C013")
    for number in range(24):
        code = dice.choice(codes)
        deed = dice.choice(("take", "take", "pick", "reduce", "stage", "small"))
        standing_now = desk.steps.candidates.all(code)
        # A candidate may be picked already or kept small, a background may have no pick: refused, and nothing changes.
        with suppress(StepRefused):
            if deed == "take":
                take(desk, *dice.sample(range(1, 9), 3), background=code)
            elif deed == "pick" and standing_now:
                pick(desk, f"{code}#{dice.choice(standing_now).number}", f"理由 {number}")
            elif deed == "reduce":
                reduce(desk, *dice.choice(((code,), codes, ())))
            elif deed == "stage":
                desk.add(dice.randrange(1, 9), kind="retouch", painter="SATO", background=code)
            elif deed == "small" and standing_now:
                path = Path(tmp_path) / f"{number}.png"
                path.write_bytes(desk.steps.previews.view(dice.choice(standing_now).picture).read_bytes())
                desk.steps.candidates.take([Offered(path=path, background=code)], asked_by=None, by=None)
        assert desk.sentences() == [], (number, deed)
        for one in desk.steps.candidates.all():
            assert kept(desk, one.picture)
            assert desk.steps.previews.thumbnail(one.sha256).is_file()
            assert (one.small is None) <= kept(desk, one.sha256)


def test_what_would_be_let_go_is_told_beforehand(desk):
    take(desk, 1, 2, 3)
    with pytest.raises(StepRefused, match="No candidate of C012 is picked yet"):
        desk.steps.reducing.reducible("C012")
    pick(desk, "C012#2")
    told = desk.steps.reducing.reducible("C012")
    assert (told.count, told.size_bytes) == (2, len(png(1)) + len(png(3)))
    reduce(desk, "C012")
    assert desk.steps.reducing.reducible("C012").count == 0


def test_an_unknown_background_is_said(desk):
    with pytest.raises(StudioError, match="There is no background"):
        reduce(desk, "C099")
