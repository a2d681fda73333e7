"""People and companies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.errors import StudioError
from studio_app.domain.people import Person, PersonKind
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_code, checked_name


def test_two_people_may_share_a_name(studio):
    one, other = studio.person("SATO-A"), studio.person("SATO-B")
    assert one.name == other.name
    assert one.id != other.id
    assert studio.steps.people.all() == (one, other)


def test_everything_said_of_a_person_is_kept(studio):
    company = studio.person("KO", "株式会社 空色", kind=PersonKind.COMPANY)
    person = studio.steps.people.add(
        Person(
            id="",
            code="SATO",
            name="佐藤 光",
            name_en="Hikaru Sato",
            reading="サトウ ヒカル",
            credit_as="光",
            kind=PersonKind.EMPLOYEE,
            registration_number="T7123456789012",
        ),
        company="KO",
        by=None,
    )
    assert studio.open().steps.people.find("SATO") == person
    assert (person.company, person.printed_name) == (company.id, "光")


def test_a_code_is_taken_once(studio):
    studio.person("SATO", "佐藤 光")
    with pytest.raises(StepRefused, match="SATO is already the code of 佐藤 光"):
        studio.person("SATO", "佐藤 翼")
    assert len(studio.steps.people.all()) == 1
    assert studio.sentences() == []


def test_no_entry_carries_a_name(studio):
    studio.person("SATO", "佐藤 光", registration_number="T7123456789012")
    log = b"".join(studio.leaves()).decode()
    assert "佐藤" not in log
    assert "SATO" not in log
    assert "T7123456789012" not in log


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "a\nb",
        "a\tb",
        "a\x00b",
        "a\x1b[31m",
        "a\x7f",
        "a\x85b",
        "a\u2028b",
        "gnp.\u202etpircs",
        "\u2066a",
        "\udcff",
        "長" * 300,
    ],
    ids=ascii,
)
def test_a_name_that_would_break_a_sheet_is_refused(studio, name):
    with pytest.raises(StepRefused, match="cannot be a name") as refused:
        studio.person("SATO", name)
    assert len(refused.value.message) < 150
    assert refused.value.message.isprintable()
    assert studio.steps.people.all() == ()


@pytest.mark.parametrize("field", ["name_en", "reading", "credit_as"])
def test_every_other_name_is_held_to_the_same(studio, field):
    with pytest.raises(StepRefused, match="cannot be a name"):
        studio.person("SATO", **{field: "a\nb\udcff"})
    assert studio.steps.people.all() == ()


@pytest.mark.parametrize(
    "name", ["𠮷田 監督", "دينا فارس", "רוּת כהן", "ศิริพร", "O'Brien", "=1+1", "ẞ" * 200, "👩\u200d🎨"]
)
def test_names_of_every_script_are_kept_as_they_are(studio, name):
    studio.person("SOMEBODY", name)
    assert studio.open().steps.people.find("SOMEBODY").name == name
    assert studio.sentences() == []


@pytest.mark.parametrize(
    "code", ["", " A", "A ", "A\nB", "\u202eA", "\u200b", "A" * 65, "\udcff", "a\u0000"], ids=ascii
)
def test_a_code_that_cannot_be_typed_again_is_refused(studio, code):
    with pytest.raises(StepRefused, match="cannot be a code"):
        studio.person(code)


@given(st.text(max_size=250))
def test_whatever_was_accepted_as_a_name_can_be_printed_on_one_line(name):
    try:
        kept = checked_name(name)
    except StepRefused:
        return
    assert kept == name.strip()
    assert len(kept.splitlines()) == 1
    assert kept.encode()


@given(st.text(max_size=80))
def test_whatever_was_accepted_as_a_code_is_itself(code):
    try:
        assert checked_code(code) == code
    except StepRefused:
        return
    assert 1 <= len(code) <= 64
    assert code.strip() == code


def test_somebody_can_be_named_by_code_or_id_but_not_by_name(studio):
    one = studio.person("SATO-A")
    studio.person("SATO-B")
    find = studio.steps.people.find
    assert find("SATO-A") == find(one.id) == one
    with pytest.raises(StepRefused, match=r"is a name, not a code. Say which: SATO-A, SATO-B"):
        find("佐藤 光")
    with pytest.raises(StepRefused, match="Nobody here has the code “NOBODY”"):
        find("NOBODY")


def test_only_a_company_employs(studio):
    studio.person("SATO")
    with pytest.raises(StepRefused, match="SATO is not a company"):
        studio.steps.people.add(Person(id="", code="B", name="b"), company="SATO", by=None)
    with pytest.raises(StudioError, match="Nobody here has the code"):
        studio.steps.people.add(Person(id="", code="B", name="b"), company="KO", by=None)
