"""File names are safe and unique whatever the ids are."""

from hypothesis import given
from hypothesis import strategies as st

from youju_eval.sets.names import FileNames


@given(st.lists(st.text(max_size=300), max_size=20))
def test_made_names_are_unique_short_and_safe(wanted):
    names = FileNames()
    made = [names.made(one) for one in wanted]
    assert len({one.casefold() for one in made}) == len(made)
    for one in made:
        assert one.endswith(".txt")
        assert len(one.encode()) < 200
        assert not set(one) & set('/\\:*?"<>|\n\r\t\0 ')


def test_a_number_does_not_meet_a_name_that_is_there():
    names = FileNames()
    assert [names.made(one) for one in ("a", "a-2", "A")] == ["a.txt", "a-2.txt", "A-3.txt"]
