import pytest

from common.phones import masked_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812345678", "138****5678"),
        ("027-12345678", "027****5678"),
        ("87654321", "****21"),
        ("12345", "****"),
        ("", ""),
    ],
)
def test_masked_phone_shows_ends_only(number, shown):
    assert masked_phone(number) == shown


@pytest.mark.parametrize("length", range(1, 21))
def test_masked_phone_hides_four_digits_or_more_of_any_whole_number(length):
    number = "1234567890" * 2

    hidden = masked_phone(number[:length])

    assert number[:length] not in hidden
    assert sum(letter.isdigit() for letter in hidden) <= max(length - 4, 0)
