"""The text of a CSV file, in the one encoding all of its lines share."""

import re
from collections.abc import Iterator

from common.refusals import FileRefusedError

_BOM = b"\xef\xbb\xbf"
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def decode_csv(data: bytes) -> str:
    """Strict UTF-8, else strict GB18030; a mixture is refused with its first odd line.

    GB18030 accepts nearly any bytes, so its success alone proves nothing: a line of Chinese in
    UTF-8 beside lines that are not would be read as 涓枃.
    """
    if _CONTROL.search(data):
        raise FileRefusedError.unsafe("not_text")
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data.startswith(_BOM):
        raise FileRefusedError.unsafe("mixed_encoding", line=_first_odd_line(data, True))
    kinds = [is_utf8 for _line, is_utf8 in _telling_lines(data)]
    if len(set(kinds)) > 1:
        raise FileRefusedError.unsafe("mixed_encoding", line=_first_odd_line(data, kinds[0]))
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefusedError.unsafe("mixed_encoding", line=line) from None


def _first_odd_line(data: bytes, expected_utf8: bool) -> int:
    return next(line for line, is_utf8 in _telling_lines(data) if is_utf8 != expected_utf8)


def _telling_lines(data: bytes) -> Iterator[tuple[int, bool]]:
    """Line number and whether it is UTF-8, for the lines whose encoding shows.

    A short GBK line such as 联通 is valid UTF-8 by chance, but not as East Asian letters.
    """
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            if _EAST_ASIAN.search(line.decode("utf-8")):
                yield number, True
        except UnicodeDecodeError:
            yield number, False
