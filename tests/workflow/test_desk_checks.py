"""What an artist says of a gap fills it; what is said of unconfirmed time in the ledger never exceeds it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.desk_changes import Answer
from studio_app.workflow.desk_checks import work_and_rest
from studio_app.workflow.errors import StepRefused

WHOLE = timedelta(milliseconds=90_001)
LENGTHS = st.lists(st.tuples(st.sampled_from(Answer), st.integers(0, 30_000)), max_size=3)


@given(LENGTHS)
def test_parts_with_lengths_count_as_said_and_the_rest_stays_unconfirmed(parts):
    work, rest = work_and_rest(parts, WHOLE)
    assert work == timedelta(milliseconds=sum(ms for said, ms in parts if said is Answer.WORK))
    assert rest == timedelta(milliseconds=sum(ms for said, ms in parts if said is Answer.BREAK))


@given(LENGTHS, st.sampled_from([Answer.WORK, Answer.BREAK]))
def test_a_part_without_a_length_takes_all_that_is_left(parts, said):
    work, rest = work_and_rest([*parts, (said, None)], WHOLE)
    later = timedelta(milliseconds=sum(ms for one, ms in parts if one is Answer.LATER))
    assert work + rest + later == WHOLE


@pytest.mark.parametrize(
    "parts",
    [[(Answer.WORK, 90_002)], [(Answer.WORK, None), (Answer.BREAK, None)], [(Answer.BREAK, -1)]],
)
def test_more_than_is_unconfirmed_is_refused(parts):
    with pytest.raises(StepRefused, match="These parts do not fill the gap"):
        work_and_rest(parts, WHOLE)
