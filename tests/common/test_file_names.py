"""The name a file came with, made harmless."""

import pytest

from common.file_names import shown_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("学时登记.xlsx", "学时登记.xlsx"),
        ("/tmp/../etc/passwd", "passwd"),
        ("C:\\名册\\学时.xlsx", "学时.xlsx"),
        ("a\r\nSet-Cookie: x=1.xlsx", "a Set-Cookie: x=1.xlsx"),
        ("名册\u202exslx.exe", "名册 xslx.exe"),
        ("\ufeff\u200b名册\x00.csv", "名册 .csv"),
        ("\ud800名册.csv", "名册.csv"),
        ("", ""),
        ("/", ""),
        ("x" * 300, "x" * 255),
        ("长" * 300 + ".xlsx", "长" * 250 + ".xlsx"),
        ("x." + "长" * 300, "x." + "长" * 253),
    ],
)
def test_shown_name_when_name_is_strange_then_is_one_harmless_line(sent, kept):
    assert shown_name(sent) == kept
