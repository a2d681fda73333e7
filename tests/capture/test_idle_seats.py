"""Seats that rest, by hand: the threshold is 1 s."""

from studio_app.capture.idle_seats import RestingSeats


def test_the_first_second_of_rest_counts_as_input_and_then_all_of_it_counts_as_rest():
    seats = RestingSeats(1000)
    seats.at_work(1)
    assert seats.idle_ms(50_000) == 0
    seats.rests(1, 61_000)
    assert seats.idle_ms(61_000) == 1_000
    assert seats.idle_ms(75_500) == 15_500
    seats.at_work(1)
    assert seats.idle_ms(75_600) == 0


def test_of_two_seats_the_one_used_last_decides():
    seats = RestingSeats(1000)
    for seat in (1, 2):
        seats.at_work(seat)
    seats.rests(1, 10_000)
    assert seats.idle_ms(20_000) == 0
    seats.rests(2, 15_000)
    assert seats.idle_ms(20_000) == 6_000


def test_where_no_seat_is_left_nothing_is_known():
    seats = RestingSeats(1000)
    assert seats.idle_ms(1) is None
    seats.at_work(1)
    seats.gone(1)
    assert seats.idle_ms(1) is None
    seats.at_work(2)
    seats.all_gone()
    assert seats.idle_ms(1) is None
