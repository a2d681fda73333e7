"""`teire person`, as a producer types it."""

import pytest


def listed(teire):
    return {one["code"]: one for one in teire("person", "list", "--json").document["people"]}


def test_a_persons_details_are_set_and_the_answer_says_which(teire):
    answer = teire("person", "set", "SATO", "--name", "佐藤 光", "--name-en", "Hikaru Sato", "--reading", "さとう")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "SATO was changed: name, name in Latin letters, reading.\n"
    assert teire("person", "set", "SATO", "--credit-as", "光", "--reading", "").out == (
        "SATO was changed: reading, name to print.\n"
    )
    sato = listed(teire)["SATO"]
    assert [sato[key] for key in ("name", "name_en", "reading", "credit_as")] == ["佐藤 光", "Hikaru Sato", "", "光"]
    assert teire("ledger", "verify").status == 0


def test_as_json_the_answer_is_the_person_as_they_are_now(teire):
    before = listed(teire)["SATO"]
    answer = teire("--json", "person", "set", "SATO", "--registration-number", "Ｔ7123 4567 89012")
    assert answer.document == before | {"registration_number": "T7123456789012"}
    assert listed(teire)["SATO"] == answer.document


def test_a_company_is_set_and_left(teire):
    company = teire("--json", "person", "add", "KO", "--name", "空色", "--kind", "company").document["person"]
    assert teire("person", "set", "SATO", "--company", "KO").out == "SATO was changed: company.\n"
    assert listed(teire)["SATO"]["company"] == company
    for leave in (("--no-company",), ("--company", "")):
        assert teire("person", "set", "SATO", *leave, "--json").document["company"] is None
        assert teire("person", "set", "SATO", "--company", "KO").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("SATO",), "Nothing about SATO would change."),
        (("SATO", "--name", "佐藤"), "Nothing about SATO would change."),
        (("SATO", "--no-company"), "Nothing about SATO would change."),
        (("SATO", "--name", ""), "“” cannot be a name."),
        (("WHO", "--name", "誰"), "Nobody here has the code “WHO”."),
        (("SATO", "--company", "KAMIYA"), "KAMIYA is not a company."),
        (("SATO", "--company", "SATO"), "SATO cannot work for themselves."),
        (("SATO", "--company", "KAMIYA", "--no-company"), "Say either --company or --no-company."),
        (("SATO", "--registration-number", "T8123456789012"), "The check digit of “T8123456789012” is wrong"),
    ],
)
def test_what_cannot_be_set_is_one_sentence_and_nothing_is_written(teire, words, said):
    before, entries = listed(teire), teire("ledger", "list", "--json").document
    answer = teire("person", "set", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert listed(teire) == before
    assert teire("ledger", "list", "--json").document == entries


def test_the_ledger_lists_that_somebody_was_changed_and_by_whom(teire):
    assert teire("--as", "KAMIYA", "person", "set", "SATO", "--name", "佐藤 光").status == 0
    last = teire("ledger", "list").out.splitlines()[-1]
    assert "KAMIYA" in last
    assert "The details of somebody were changed." in last


def test_a_code_and_a_kind_cannot_be_set(teire):
    assert teire("person", "set", "SATO", "--kind", "company").status == 2
    assert teire("person", "set", "SATO", "--code", "S").status == 2


def test_credits_that_were_locked_under_the_old_name_tell_the_difference(teire, picture):
    assert teire("me", "KAMIYA").status == 0
    teire("add", picture("a.png", 1), "--background", "C012", "--stage", "retouch", "--by", "SATO")
    assert teire("credits", "lock").status == 0
    assert teire("person", "set", "SATO", "--name", "佐藤 光").status == 0
    changed = teire("credits", "difference", "--json")
    assert changed.status == 1
    (one,) = changed.document["changes"]
    assert (one["kind"], one["code"], one["before"], one["after"]) == ("renamed", "SATO", "佐藤", "佐藤 光")
