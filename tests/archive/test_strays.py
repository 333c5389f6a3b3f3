"""Only a few dates are strays, and only those far from all others."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from archive.strays import find_drawn

TEN_YEARS = 3_652
near = st.integers(730_000, 740_000)
anywhere = st.integers(1, 3_652_059)


def drawn(counts: dict[int, int]) -> list[int]:
    days = sorted(counts)
    first, last = find_drawn(days, list(accumulate(counts[day] for day in days)))
    return days[first : last + 1]


@given(
    st.dictionaries(near, st.integers(1, 60), min_size=1, max_size=40),
    st.dictionaries(anywhere, st.integers(1, 3), max_size=4),
)
def test_what_is_left_out_is_little_and_far(
    many: dict[int, int], few: dict[int, int]
) -> None:
    counts = {**few, **many}
    total = sum(counts.values())
    shown = drawn(counts)
    within = [day for day in counts for _ in range(counts[day])]
    for left_out, side in (
        ([day for day in within if day < shown[0]], 1),
        ([day for day in within if day > shown[-1]], -1),
    ):
        assert len(left_out) <= (total // 100 or int(total >= 10))
        for day in left_out:
            gap = min((other - day) * side for other in shown)
            assert gap > 0
            assert max((other - day) * side for other in shown) > TEN_YEARS


def test_one_of_ten_is_a_stray_and_one_of_nine_is_not() -> None:
    days = range(739_000, 739_008)
    assert drawn({**dict.fromkeys(days, 1), 1: 1}) == [1, *days]
    assert drawn({**dict.fromkeys(days, 1), 739_008: 1, 1: 1})[0] == days[0]


def test_of_an_even_spread_nothing_is_left_out() -> None:
    days = range(600_000, 740_000, 50)
    assert drawn(dict.fromkeys(days, 1)) == list(days)
