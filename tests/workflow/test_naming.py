"""From what a person types to the thing it names."""

import pytest

from studio_app.ledger.entries import read_leaf
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_stage


def test_an_entry_is_named_by_hash_id_position_or_a_beginning(working):
    entry = read_leaf(working.leaves()[7])
    for name in (entry.hash, entry.id, "7", "00007", entry.hash[:12], entry.id[:12]):
        assert working.steps.evidence.shown(name).entry == entry


@pytest.mark.parametrize("name", ["", "99999", "-1", "abc", "zzzzzz", "%", "٣", "0" * 64, "7 ", "\udcff"], ids=ascii)
def test_what_names_no_entry_is_said(working, name):
    with pytest.raises(StepRefused, match="There is no entry"):
        working.steps.evidence.shown(name)


def test_too_short_a_beginning_names_nothing(working):
    with pytest.raises(StepRefused, match="There is no entry"):
        working.steps.evidence.shown(read_leaf(working.leaves()[7]).hash[:5])


def test_a_beginning_that_several_share_names_none(working):
    class Alike:
        def __init__(self, id_):
            self.id = id_

    stages = [Alike("abcdef01"), Alike("abcdef02")]
    assert find_stage(stages, "abcdef02") is stages[1]
    with pytest.raises(StepRefused, match=r"names more than one stage. Give more of its id"):
        find_stage(stages, "abcdef")


def test_a_background_is_named_by_code_or_id(working):
    found = working.steps.backgrounds.find("C012")
    assert working.steps.backgrounds.find(found.id) == found
    with pytest.raises(StepRefused, match="There is no background “c012”"):
        working.steps.backgrounds.find("c012")


@pytest.mark.parametrize("reason", ["", "  \n", "長" * 201, "two\nlines", "\udcff"], ids=ascii)
def test_an_entry_without_a_reason_that_can_be_printed_is_refused(reason):
    with pytest.raises(StepRefused, match="cannot be a reason"):
        checked_reason(reason)
