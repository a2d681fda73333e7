"""Each attack on a log, by name."""

import pytest

from studio_app.ledger import kinds
from studio_app.ledger.audit import LogAudit
from studio_app.ledger.entries import leaf_of, read_leaf
from studio_app.ledger.signing import FeedKey


def test_a_sound_log_gives_no_finding(ledger):
    assert ledger.audited() == ([], "")


def test_an_entry_that_was_changed_is_named(ledger):
    leaves = list(ledger.leaves)
    leaves[4] = leaves[4].replace(b'"hours":2', b'"hours":8')
    positions, words = ledger.audited(leaves)
    assert positions[0] == 4
    assert "signature does not hold" in words


def test_a_flipped_byte_at_any_place_of_any_leaf_is_found_at_its_position(ledger):
    for position, leaf in enumerate(ledger.leaves):
        for place in range(position, len(leaf), 11):
            leaves = list(ledger.leaves)
            leaves[position] = leaf[:place] + bytes([leaf[place] ^ 1]) + leaf[place + 1 :]
            positions, _words = ledger.audited(leaves, ledger.note)
            assert positions, (position, place)
            assert positions[0] == position


def test_an_entry_removed_from_the_middle_is_named(ledger):
    without = ledger.leaves[:4] + ledger.leaves[5:]
    positions, words = ledger.audited(without)
    assert positions[0] == 4
    assert "Numbers 3 to 3 of the feed are missing" in words
    assert "signed head covers 7" in words


def test_an_entry_removed_with_its_position_left_empty_is_named(ledger):
    rows = [(place, leaf) for place, leaf in enumerate(ledger.leaves) if place != 4]
    found = list(LogAudit(read_leaf(ledger.leaves[0]).studio).check(rows, note=ledger.note))
    assert (found[0].position, found[0].sentence) == (4, "Entry 4 is missing from the log.")


def test_a_tail_that_was_cut_is_named(ledger):
    positions, words = ledger.audited(ledger.leaves[:-2])
    assert positions == [5]
    assert "The log ends after 5 entries, its signed head covers 7." in words


def test_a_log_cut_to_nothing_is_named(ledger):
    _positions, words = ledger.audited([])
    assert "The log ends after 0 entries" in words


def test_two_entries_that_changed_places_are_named(ledger):
    leaves = list(ledger.leaves)
    leaves[4], leaves[5] = leaves[5], leaves[4]
    positions, words = ledger.audited(leaves)
    assert positions[0] == 4
    assert "Numbers 3 to 3 of the feed are missing" in words
    assert "Number 3 of the feed stands after its number 4" in words


def test_entries_of_different_feeds_that_changed_places_are_found_by_the_root(ledger):
    other = ledger.new_feed()
    leaves = [*ledger.leaves, other.opening()]
    note = ledger.head(ledger.artist, leaves)
    leaves[-1], leaves[-2] = leaves[-2], leaves[-1]
    _positions, words = ledger.audited(leaves, note)
    assert words == "The log's root is not the one its head signed."


def test_an_entry_inserted_under_the_artists_feed_by_another_key_is_named(ledger):
    forged = ledger.artist.leaf(payload={"hours": 0}, key=FeedKey.generate())
    leaves = [*ledger.leaves, forged]
    positions, words = ledger.audited(leaves, ledger.head(ledger.desk, leaves))
    assert positions == [7]
    assert "somebody else wrote these bytes" in words


def test_an_entry_of_a_feed_that_never_opened_is_named(ledger):
    leaves = [*ledger.leaves, ledger.new_feed().leaf()]
    positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert set(positions) == {7}
    assert "does not begin with its opening" in words


def test_a_gap_in_a_feeds_numbers_is_named(ledger):
    leaves = [*ledger.leaves, ledger.artist.leaf(number=9)]
    positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert positions == [7]
    assert "Numbers 6 to 8 of the feed are missing." in words


def test_a_link_to_another_entry_is_named(ledger):
    leaves = [*ledger.leaves, ledger.artist.leaf(previous="00" * 32)]
    positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert positions == [7]
    assert "does not link" in words


def test_a_whole_feed_signed_again_by_an_insider_is_found_by_the_key_it_opened_with(ledger):
    insider, leaves = FeedKey.generate(), list(ledger.leaves)
    for position in range(3, 7):
        body = read_leaf(leaves[position]).body.replace(b'"hours":', b'"hours":1')
        leaves[position] = leaf_of(body, insider.sign_entry(body))
    positions, words = ledger.audited(leaves, ledger.head(ledger.desk, leaves))
    assert positions[0] == 3
    assert "somebody else wrote these bytes" in words


def test_a_feed_opened_again_with_another_key_keeps_its_first_key(ledger):
    insider = FeedKey.generate()
    place = {"number": 1, "previous": None}
    opening = ledger.artist.leaf(kinds.FEED_OPENED, {"public_key": insider.public}, key=insider, **place)
    leaves = [*ledger.leaves, opening]
    positions, words = ledger.audited(leaves, ledger.head(ledger.desk, leaves))
    assert 7 in positions
    assert "somebody else wrote these bytes" in words


def test_two_entries_under_one_feed_and_number_are_shown(ledger):
    twin = ledger.artist.leaf(payload={"hours": 9}, number=5, previous=read_leaf(ledger.leaves[5]).hash)
    leaves = [*ledger.leaves, twin]
    positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert positions == [7]
    assert "Two entries stand under number 5 of one feed" in words


def test_a_clone_that_wrote_on_from_an_older_entry_is_shown(ledger):
    twin = ledger.artist.leaf(payload={"hours": 9}, number=3, previous=read_leaf(ledger.leaves[3]).hash)
    leaves = [*ledger.leaves, twin]
    _positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert "Two entries stand under number 3 of one feed" in words


def test_one_id_under_two_entries_is_named(ledger):
    leaves = [*ledger.leaves, ledger.artist.leaf(id=read_leaf(ledger.leaves[4]).id)]
    positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert positions == [7]
    assert "already stands at position 4" in words


def test_an_entry_in_another_persons_name_within_a_feed_is_named(ledger):
    leaves = [*ledger.leaves, ledger.artist.leaf(recorded_by="ef" * 16)]
    positions, words = ledger.audited(leaves, ledger.head(ledger.artist, leaves))
    assert positions == [7]
    assert "another person" in words


def test_a_head_that_was_replaced_by_one_of_a_strange_key_does_not_hold(ledger):
    strange = ledger.new_feed()
    positions, words = ledger.audited(note=ledger.head(strange, ledger.leaves))
    assert positions == [None]
    assert "The signature of the log's head does not hold." in words


def test_a_head_over_fewer_entries_does_not_cover_the_rest(ledger):
    positions, words = ledger.audited(note=ledger.head(ledger.artist, ledger.leaves, size=4))
    assert positions == [4]
    assert "The signed head covers 4 of 7 entries." in words


def test_a_head_over_a_rewritten_log_of_the_same_length_is_found(ledger):
    other = [ledger.leaves[0], *ledger.leaves[:-1]]
    _positions, words = ledger.audited(note=ledger.head(ledger.artist, other))
    assert words == "The log's root is not the one its head signed."


@pytest.mark.parametrize("note", ["", "x", "\n\n"])
def test_a_head_that_cannot_be_read_is_named(ledger, note):
    _positions, words = ledger.audit(ledger.leaves, note)
    assert words == "The log's signed head cannot be read."


def test_a_feed_whose_opening_names_no_key_is_named(ledger):
    opened = ledger.leaves[0].replace(ledger.desk.key.public.encode(), b"no key!")
    positions, words = ledger.audited([opened, *ledger.leaves[1:]], ledger.head(ledger.desk, ledger.leaves))
    assert positions[0] == 0
    assert "The signature of the log's head does not hold." in words


def test_a_head_that_was_removed_is_named(ledger):
    assert ledger.audited(note=None) == ([None], "The log has no signed head.")


def test_the_log_of_another_studio_is_named(ledger):
    _positions, words = ledger.audit(ledger.leaves, ledger.note, studio="another")
    assert words.count("belongs to another studio") == 7


def test_a_log_that_begins_elsewhere_is_named(ledger):
    positions, words = ledger.audited(ledger.leaves[2:], ledger.head(ledger.artist, ledger.leaves[2:]))
    assert positions == [1]
    assert "does not found the studio" in words


def test_an_entry_of_a_kind_from_the_future_is_verified_and_passed_on(ledger):
    leaves = [*ledger.leaves, ledger.artist.leaf("moon-phase/7", {"new": ["things"]})]
    assert ledger.audited(leaves, ledger.head(ledger.artist, leaves)) == ([], "")
