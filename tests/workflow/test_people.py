"""People and companies."""

from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.people import Person, PersonKind
from studio_app.ledger.entries import read_leaf
from studio_app.ledger.kinds import PERSON_CHANGED
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_code, checked_name
from studio_app.workflow.people import Details


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


NUMBER = "T7123456789012"


@pytest.fixture
def known(studio):
    """Sato, of whom everything is recorded, works for the first of two companies."""
    studio.first = studio.person("KO", "株式会社 空色", kind=PersonKind.COMPANY)
    studio.second = studio.person("YO", "有限会社 夜", kind=PersonKind.COMPANY)
    said = {"name_en": "Hikaru Sato", "reading": "さとう", "credit_as": "光", "registration_number": NUMBER}
    sato = Person(id="", code="SATO", name="佐藤 光", kind=PersonKind.EMPLOYEE, **said)
    studio.sato = studio.steps.people.add(sato, company="KO", by=None)
    return studio


@pytest.mark.parametrize(
    "said",
    [
        {"name": "佐藤 翼"},
        {"name_en": "Tsubasa Sato"},
        {"reading": "さとう つばさ"},
        {"credit_as": "翼"},
        {"name": "佐藤 翼", "credit_as": ""},
        {"name_en": "", "reading": "", "credit_as": "", "registration_number": ""},
    ],
)
def test_only_what_is_given_changes_and_an_empty_text_clears_it(known, said):
    before, after = known.steps.people.change("SATO", Details(**said), by=None)
    assert (before, after) == (known.sato, replace(known.sato, **said))
    assert known.open().steps.people.find(known.sato.id) == after
    assert known.sentences() == []


def test_a_company_is_exchanged_and_left(known):
    change = known.steps.people.change
    assert change("SATO", Details(company="YO"), by=None)[1] == replace(known.sato, company=known.second.id)
    assert change("SATO", Details(company=""), by=None)[1] == replace(known.sato, company=None)
    assert known.steps.people.find("SATO").kind is PersonKind.EMPLOYEE


def test_a_change_is_an_entry_of_its_own_that_carries_no_detail(known):
    before = known.leaves()
    known.steps.people.change("SATO", Details(name="佐藤 翼", company="YO"), by=known.sato.id)
    assert known.leaves()[: len(before)] == before
    entry = read_leaf(known.leaves()[-1])
    assert (entry.kind, entry.basis, entry.person) == (PERSON_CHANGED, Basis.STATED, known.sato.id)
    assert entry.payload["person"] == known.sato.id
    assert set(entry.payload) == {"person", "details"}
    assert "翼" not in b"".join(known.leaves()).decode()
    listed = list(known.steps.evidence.listed())[-1]
    assert listed.summary == "The details of somebody were changed."


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "佐藤 光"},
        {"name": "  佐藤 光 ", "credit_as": "光", "company": "KO"},
        {"registration_number": "Ｔ7123 4567 89012"},
    ],
)
def test_a_change_of_nothing_is_refused_with_what_to_say(known, said):
    before = known.leaves()
    with pytest.raises(StepRefused, match="Nothing about SATO would change") as refusal:
        known.steps.people.change("SATO", Details(**said), by=None)
    assert "--name NAME" in refusal.value.hint
    assert known.leaves() == before


@pytest.mark.parametrize(
    ("code", "said", "sentence"),
    [
        ("NOBODY", {"name": "佐藤"}, "Nobody here has the code “NOBODY”"),
        ("佐藤 光", {"name": "佐藤"}, "is a name, not a code. Say which: SATO"),
        ("SATO", {"name": ""}, "“” cannot be a name"),
        ("SATO", {"name": " "}, "cannot be a name"),
        ("SATO", {"name_en": "a\nb"}, "cannot be a name"),
        ("SATO", {"reading": "\u202ea"}, "cannot be a name"),
        ("SATO", {"credit_as": "長" * 300}, "cannot be a name"),
        ("SATO", {"company": "NOBODY"}, "Nobody here has the code “NOBODY”"),
        ("SATO", {"company": "SATO"}, "SATO cannot work for themselves"),
        ("KO", {"company": "KO"}, "KO cannot work for themselves"),
        ("KO", {"company": "SATO"}, "SATO is not a company"),
        ("SATO", {"name": "佐藤", "registration_number": "T8123456789012"}, "The check digit of “T8123456789012”"),
    ],
)
def test_a_change_that_cannot_be_leaves_everything_as_it_was(known, code, said, sentence):
    before, people = known.leaves(), known.steps.people.all()
    with pytest.raises(StudioError, match=sentence):
        known.steps.people.change(code, Details(**said), by=None)
    assert known.leaves() == before
    assert known.steps.people.all() == people


def test_of_somebody_whose_name_was_erased_nothing_is_guessed(known):
    with known.tampering() as database:
        database.execute("DELETE FROM bound_text WHERE text LIKE '%Hikaru Sato%'")
    before = known.leaves()
    with pytest.raises(StepRefused, match="What was known of SATO was erased"):
        known.steps.people.change("SATO", Details(name="佐藤 翼"), by=None)
    assert known.leaves() == before


_SAID = st.none() | st.sampled_from(["", "光", "翼", "Hikaru"])
_CHANGES = st.builds(
    Details,
    name=st.none() | st.sampled_from(["光", "翼", "Hikaru"]),
    name_en=_SAID,
    reading=_SAID,
    credit_as=_SAID,
    company=st.none() | st.sampled_from(["", "KO", "YO"]),
    registration_number=st.none() | st.sampled_from(["", NUMBER]),
)


@given(st.lists(st.tuples(st.sampled_from(["SATO", "AD"]), _CHANGES), min_size=1, max_size=6))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_series_of_changes_everybody_is_as_was_said_last(known, changes):
    people = known.steps.people
    if all(one.code != "AD" for one in people.all()):
        known.person("AD", "吉田 監督")
    companies = {"KO": known.first.id, "YO": known.second.id, "": None}
    expected = {one.code: one for one in people.all()}
    for code, details in changes:
        said = {field: value for field, value in asdict(details).items() if value is not None}
        if "company" in said:
            said["company"] = companies[said["company"]]
        wanted = replace(expected[code], **said)
        if wanted == expected[code]:
            with pytest.raises(StepRefused):
                people.change(code, details, by=None)
        else:
            assert people.change(code, details, by=None) == (expected[code], wanted)
        expected[code] = wanted
    assert people.all() == tuple(expected.values())
    known.steps.evidence.rebuild()
    assert people.all() == tuple(expected.values())
    assert known.sentences() == []
