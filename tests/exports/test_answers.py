"""Answers in files: names are data, who asked not to be named is in none of them, and a wrong place changes nothing."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from studio_app.domain.generations import GenerationRecord
from studio_app.domain.generator_uses import GeneratorUse
from studio_app.exports.answer_files import ANSWER_FORMATS, AnswerFiles
from studio_app.exports.answer_json import answer_json
from studio_app.exports.answer_papers import answer_document
from studio_app.exports.documents import Definitions, Heading, Table
from studio_app.exports.papers import Papers
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.statements.answers.scope import AnswerScope
from tests.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
WHOLE, ONE = AnswerScope(), AnswerScope(background="C012")
HOSTILE = '<script>alert(1)</script> =cmd|" #set'


@pytest.fixture(scope="module")
def papers():
    return AnswerFiles(Papers(ROOT / "resources" / "templates", ROOT / "resources" / "fonts"))


@pytest.fixture
def desk(founded, tmp_path, clock, examiner):
    """A background that an art director and somebody who asked not to be named painted over a generation."""
    shutil.copytree(founded, tmp_path / "desk")
    studio = Desk(tmp_path / "desk" / "studio", tmp_path / "desk" / "home", clock=clock, examiner=examiner)
    studio.ad = studio.person("AD", HOSTILE).id
    studio.quiet = studio.person("QUIET", "静 名無").id
    studio.background("C012", ("012",))
    studio.add(1, kind="layout", painter="AD")
    studio.examiner.generation = GenerationRecord(dialect="ComfyUI", system="ComfyUI", prompts=(HOSTILE,))
    studio.add(2, kind="generation", by=studio.ad)
    studio.add(3, by=studio.quiet)
    studio.steps.agreements.sign_omission("QUIET", reason="本人の希望", asked=True, by=studio.quiet)
    terms = {"licence": HOSTILE, "use": GeneratorUse.FINAL, "approved_on": date(2026, 4, 1), "by": studio.ad}
    studio.steps.approvals.approve("ComfyUI", **terms)
    return studio


def every(desk):
    answers = desk.steps.answers
    yield answers.authorship(ONE, measure=True)
    yield answers.dossier(ONE, measure=True)
    yield answers.register(WHOLE)
    yield answers.inspection(WHOLE)
    yield answers.no_ai(WHOLE)
    yield answers.contribution(WHOLE)


def test_every_answer_is_written_in_every_format(desk, papers, tmp_path):
    for answer in every(desk):
        for ending in ANSWER_FORMATS:
            path = tmp_path / f"{answer.head.kind.value}.{ending.value}"
            papers.write(path, answer)
            begin = {"pdf": b"%PDF", "html": b"<!DOCTYPE", "json": b"{"}[ending.value]
            assert path.read_bytes().lower().startswith(begin.lower())


def test_names_prompts_and_licences_are_never_markup(desk, papers, tmp_path):
    for answer in every(desk):
        path = tmp_path / "answer.html"
        papers.write(path, answer)
        assert "<script>" not in path.read_text("utf-8")


def test_who_asked_not_to_be_named_is_in_no_format(desk, papers, tmp_path):
    for answer in every(desk):
        for ending in ("json", "html"):
            path = tmp_path / f"answer.{ending}"
            papers.write(path, answer)
            text = path.read_text("utf-8")
            assert "静 名無" not in text
            assert "QUIET" not in text
            assert str(desk.quiet) not in text


def test_no_path_of_this_machine_goes_out(desk, papers, tmp_path):
    dossier = desk.steps.answers.dossier(ONE, measure=True)
    for ending in ("json", "html"):
        path = tmp_path / f"dossier.{ending}"
        papers.write(path, dossier)
        assert str(desk.root) not in path.read_text("utf-8")


def test_every_document_lists_what_is_missing_and_defines_its_words(desk):
    for answer in every(desk):
        with answer_document(answer) as document:
            headings = [one.text for one in document.blocks if isinstance(one, Heading)]
            assert "What is missing" in headings
            (definitions,) = [one for one in document.blocks if isinstance(one, Definitions)]
            assert definitions.definitions == answer.definitions
            assert document.kind == f"answer-{answer.head.kind.value}"


def test_every_line_about_people_or_generators_names_its_entries(desk):
    for answer in every(desk):
        with answer_document(answer) as document:
            tables = [one for one in document.blocks if isinstance(one, Table)]
        names = {"People", "Elements", "Generators", "Approvals", "Area", "Work", "Reviews", "Cuts"}
        rows = [row for table in tables if table.name in names for row in table.rows]
        assert all(row.entries for row in rows)


def test_the_json_says_its_kind_and_keeps_unknown_from_zero(desk):
    answer = answer_json(desk.steps.answers.contribution(AnswerScope(episode="01")))
    assert answer["kind"] == "contribution"
    assert answer["head"]["scope"] == {"episode": "01", "cut": "", "background": ""}
    line = next(one for one in answer["people"] if one["who"]["code"] == "AD")["backgrounds"][0]
    assert line["area"] is None
    assert line["unconfirmed_ms"] == 0
    assert set(line["active"]) == {"measured_ms", "read_ms", "stated_ms"}


def test_the_json_says_what_was_measured(desk):
    statement = answer_json(desk.steps.answers.authorship(ONE, measure=True))
    elements = statement["backgrounds"][0]["elements"]
    assert [one["element"] for one in elements] == ["layout", "prompt", "repaint"]
    assert elements[2]["share"] == {"visible": 48, "overpainted": 0, "total": 48, "touched": 48}
    assert elements[2]["who"] == {"person": None, "name": "", "name_en": "", "code": "", "withheld": True}
    assert {one["kind"] for one in statement["missing"]} >= {"name-withheld"}


def test_a_wrong_ending_or_folder_is_refused_before_anything_is_drawn_up(desk, tmp_path):
    for path in (tmp_path / "answer.xlsx", tmp_path / "nowhere" / "answer.pdf"):
        with pytest.raises(SheetNotWritten):
            desk.steps.answers.check(path)
    assert not list(tmp_path.glob("answer*"))


def test_the_same_answer_gives_the_same_file(desk, papers, tmp_path):
    answer = desk.steps.answers.register(WHOLE)
    for name in ("one.json", "two.json"):
        papers.write(tmp_path / name, answer)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["generators"][0]["system"] == "ComfyUI"
