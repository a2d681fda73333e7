"""When a save is finished, with times passed in; and whatever the order of things, each is taken once and whole."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.capture.finishing import OPEN_FOR, QUIET, STILL, Finishing, Notice, Stamp
from studio_app.domain.ids import Digest

BG = Path("/paint/BG.png")


def stamp(number, *, size=100, changed=None, inode=7):
    return Stamp(size=size, modified_ns=number, changed_ns=number if changed is None else changed, inode=inode)


def followed(*paths, at=1):
    finishing = Finishing()
    for path in paths or (BG,):
        finishing.begin(path, stamp(at))
    return finishing


def test_what_was_there_is_never_due():
    finishing = followed()
    finishing.seen(BG, stamp(1), 10.0)
    assert finishing.due(1e6) == ()
    assert finishing.wake_at() is None


def test_a_closed_file_is_due_after_a_short_quiet_time():
    finishing = followed()
    finishing.noticed(BG, Notice.WRITTEN, 1.0)
    finishing.noticed(BG, Notice.CLOSED, 5.0)
    finishing.seen(BG, stamp(2), 5.0)
    assert finishing.wake_at() == 5.0 + QUIET
    assert finishing.due(5.0 + QUIET - 0.01) == ()
    assert finishing.due(5.0 + QUIET) == (BG,)


def test_a_file_that_is_written_again_waits_for_its_next_close():
    finishing = followed()
    finishing.noticed(BG, Notice.CLOSED, 5.0)
    finishing.seen(BG, stamp(2), 5.0)
    finishing.noticed(BG, Notice.WRITTEN, 5.1)
    assert finishing.due(20.0) == ()
    finishing.noticed(BG, Notice.CLOSED, 21.0)
    finishing.seen(BG, stamp(3), 21.0)
    assert finishing.due(21.3) == (BG,)


def test_a_file_that_stays_open_is_due_after_a_minute_without_a_change():
    finishing = followed()
    finishing.noticed(BG, Notice.WRITTEN, 1.0)
    finishing.seen(BG, stamp(2), 30.0)
    assert finishing.due(30.0 + OPEN_FOR - 1) == ()
    assert finishing.due(30.0 + OPEN_FOR) == (BG,)


def test_without_notices_two_looks_have_to_find_it_unchanged():
    finishing = followed()
    finishing.seen(BG, stamp(2), 10.0)
    assert finishing.unsettled() == (BG,)
    assert finishing.due(60.0) == ()
    assert STILL >= 2.0
    finishing.seen(BG, stamp(3), 11.0)
    finishing.seen(BG, stamp(3), 12.0)
    assert finishing.due(11.0 + STILL - 0.1) == ()
    assert finishing.due(11.0 + STILL) == (BG,)


def test_an_old_close_finishes_no_later_change():
    finishing = followed()
    finishing.noticed(BG, Notice.CLOSED, 1.0)
    finishing.seen(BG, stamp(1), 1.0)
    finishing.seen(BG, stamp(2, size=50), 9.0)
    assert finishing.due(9.5) == ()


def test_a_close_finishes_nothing_that_was_changed_after_it_without_a_notice():
    finishing = followed()
    finishing.noticed(BG, Notice.CLOSED, 1.0)
    finishing.seen(BG, stamp(2), 1.0)
    finishing.seen(BG, stamp(3), 1.1)
    assert finishing.due(1.1 + QUIET) == ()
    finishing.seen(BG, stamp(3), 2.0)
    assert finishing.due(1.1 + STILL) == (BG,)


def test_an_empty_file_is_never_due():
    finishing = followed()
    finishing.noticed(BG, Notice.CLOSED, 1.0)
    finishing.seen(BG, stamp(2, size=0), 1.0)
    assert finishing.due(1e6) == ()


def test_what_was_taken_is_not_taken_again_though_a_second_close_comes():
    finishing = followed()
    finishing.noticed(BG, Notice.CLOSED, 1.0)
    finishing.seen(BG, stamp(2), 1.0)
    finishing.took(BG, stamp(2), Digest("a"))
    finishing.noticed(BG, Notice.CLOSED, 2.0)
    finishing.seen(BG, stamp(2), 2.0)
    assert finishing.due(100.0) == ()


def test_what_was_written_since_is_taken_again_though_its_stamp_stayed():
    finishing = followed()
    finishing.took(BG, stamp(2), Digest("a"))
    finishing.noticed(BG, Notice.WRITTEN, 3.0)
    finishing.noticed(BG, Notice.CLOSED, 3.0)
    finishing.seen(BG, stamp(2), 3.0)
    assert finishing.due(4.0) == (BG,)


def test_an_older_time_is_a_change_too():
    finishing = followed(at=50)
    finishing.seen(BG, stamp(3), 1.0)
    finishing.seen(BG, stamp(3), 9.0)
    assert finishing.due(9.0) == (BG,)


def test_a_change_of_rights_on_a_file_that_was_never_read_is_nothing():
    finishing = followed()
    finishing.noticed(BG, Notice.CLOSED, 1.0)
    finishing.seen(BG, stamp(1, changed=9), 1.0)
    assert finishing.due(1e6) == ()


def test_a_file_renamed_inside_the_folder_is_known():
    finishing = followed()
    new = BG.with_name("C013.png")
    finishing.seen(BG, None, 1.0)
    finishing.noticed(new, Notice.CLOSED, 1.0)
    finishing.seen(new, stamp(1, changed=9), 1.0)
    assert finishing.due(1e6) == ()
    assert finishing.settled(new)[0] == stamp(1, changed=9)


def test_a_file_that_vanished_and_came_back_as_it_was_is_no_save():
    finishing = followed()
    finishing.seen(BG, None, 1.0)
    finishing.seen(BG, stamp(1), 5.0)
    finishing.seen(BG, stamp(1), 9.0)
    assert finishing.due(1e6) == ()


def test_what_is_not_whole_is_tried_at_growing_intervals_and_at_once_when_it_changes():
    finishing = followed()
    now, waits = 10.0, []
    finishing.seen(BG, stamp(2), now)
    for _try in range(9):
        tries = finishing.tries(BG)
        finishing.took(BG, stamp(2), Digest("half"))
        finishing.was_not_whole(BG, stamp(2), now, tries=tries)
        waits.append(finishing.wake_at() - now)
        now = finishing.wake_at()
        assert finishing.due(now) == (BG,)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    finishing.noticed(BG, Notice.CLOSED, now)
    finishing.seen(BG, stamp(3), now)
    assert finishing.due(now + QUIET) == (BG,)


def test_going_back_to_the_last_whole_picture_after_a_half_one_is_known_by_its_digest():
    finishing = followed()
    finishing.took(BG, stamp(2), Digest("whole"))
    finishing.was_whole(BG, Digest("whole"))
    finishing.took(BG, stamp(3), Digest("half"))
    finishing.was_not_whole(BG, stamp(3), 5.0, tries=0)
    assert finishing.settled(BG)[1] == "whole"


def test_lost_notices_leave_no_file_waiting_for_its_close():
    finishing = followed()
    finishing.noticed(BG, Notice.WRITTEN, 1.0)
    finishing.notices_lost(2.0)
    finishing.seen(BG, stamp(2), 2.0)
    finishing.seen(BG, stamp(2), 4.5)
    assert finishing.due(4.5) == (BG,)


def test_files_are_due_in_the_order_in_which_they_were_finished():
    other = BG.with_name("A.png")
    finishing = followed(BG, other)
    for path, at in ((BG, 1.0), (other, 1.1)):
        finishing.noticed(path, Notice.CLOSED, at)
        finishing.seen(path, stamp(2, inode=int(at * 10)), at)
    assert finishing.due(5.0) == (BG, other)


@dataclass
class Disk:
    """One file on a pretended disk, a watcher that follows it, and the time."""

    notices: bool
    now: float = 100.0
    content: str | None = None
    closed: set = field(default_factory=set)
    stamp: Stamp | None = None
    taken: list = field(default_factory=list)
    changes: int = 1
    is_open: bool = False
    finishing: Finishing = field(default_factory=Finishing)

    def __post_init__(self):
        self.finishing.begin(BG, None)

    def tell(self, notice):
        if self.notices:
            self.finishing.noticed(BG, notice, self.now)
            if notice is not Notice.WRITTEN:
                self.look()

    def look(self):
        self.finishing.seen(BG, self.stamp, self.now)

    def put(self, content, *, inode=None):
        self.changes += 1
        old = self.stamp.inode if self.stamp else self.changes
        self.content = content
        self.stamp = stamp(self.changes, size=len(content), inode=old if inode is None else inode)

    def write_some(self, content):
        self.is_open = True
        self.put(content)
        self.tell(Notice.WRITTEN)

    def close(self):
        if self.is_open:
            self.is_open = False
            self.closed.add(self.content)
            self.tell(Notice.CLOSED)

    def rename_over(self, content):
        self.is_open = False
        self.put(content, inode=self.changes + 1000)
        self.closed.add(content)
        self.tell(Notice.CLOSED)

    def pass_time(self, seconds, step=0.125):
        until = self.now + seconds
        while self.now < until:
            self.now += step
            # A look about once a second, as often as a slow watch polls.
            if int(self.now) != int(self.now - step):
                self.look()
            for path in self.finishing.due(self.now):
                self.look()
                if path in self.finishing.due(self.now):
                    self.finishing.took(BG, self.stamp, Digest(self.content))
                    if not self.taken or self.taken[-1] != self.content:
                        self.taken.append(self.content)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(1, 5)),
        st.tuples(st.just("close"), st.just(0)),
        st.tuples(st.just("rename"), st.just(0)),
        st.tuples(st.just("wait"), st.sampled_from([0.125, 0.25, 0.5, 1.0, 3.0, 8.0])),
    ),
    max_size=25,
)


@given(STEPS)
def test_with_notices_only_what_was_closed_is_taken_and_the_last_of_it_once(steps):
    disk = run(Disk(notices=True), steps)
    assert set(disk.taken) <= disk.closed
    assert disk.taken.count(disk.content) == (1 if disk.content else 0)
    assert disk.taken[-1:] == ([disk.content] if disk.content else [])


@given(STEPS)
def test_without_notices_the_last_content_is_taken_once_and_nothing_that_stood_less_than_two_seconds(steps):
    disk = run(Disk(notices=False), steps)
    assert disk.taken.count(disk.content) == (1 if disk.content else 0)
    assert disk.taken[-1:] == ([disk.content] if disk.content else [])
    assert set(disk.taken) <= disk.stood


def run(disk, steps):
    """Play the steps, every content different, and note what stood for two seconds."""
    disk.stood, since = set(), disk.now
    for number, (what, value) in enumerate(steps):
        if what == "wait":
            disk.pass_time(value)
            if disk.content and disk.now - since >= STILL:
                disk.stood.add(disk.content)
            continue
        if what == "close":
            disk.close()
            continue
        since = disk.now
        if what == "write":
            disk.write_some(f"{number} piece" * value)
        else:
            disk.rename_over(f"{number} whole")
    disk.close()
    disk.pass_time(10.0)
    disk.stood.add(disk.content)
    return disk


@pytest.mark.parametrize("names", [1, 7])
def test_ten_thousand_saves_in_an_hour_are_ten_thousand_revisions(names):
    finishing, now, taken = Finishing(), 0.0, []
    paths = [BG.with_name(f"C{number:03}.png") for number in range(names)]
    for path in paths:
        finishing.begin(path, stamp(1))
    for number in range(10_000):
        path, found = paths[number % names], stamp(number + 2, inode=number + 8)
        if number % 3:
            finishing.noticed(path, Notice.WRITTEN, now)
            finishing.noticed(path, Notice.CLOSED, now + 0.03)
        else:
            finishing.noticed(path, Notice.CLOSED, now + 0.03)
        finishing.seen(path, found, now + 0.03)
        for due in finishing.due(now + 0.3):
            finishing.took(due, found, Digest(str(number)))
            taken.append(number)
        now += 0.36
    assert taken == list(range(10_000))
