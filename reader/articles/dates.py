"""Dates as they are written in front matter, page headers and meta elements."""

import datetime
import re

_WRITTEN = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"
)


def iso_date(value: object) -> str:
    """``value`` (a date, a time or a text that holds one) as an ISO 8601 date, or empty.

    Year, month and day may be parted by ``-``, ``/``, ``.`` or 年月日, or written together.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if not isinstance(value, str | int):
        return ""
    for match in _WRITTEN.finditer(str(value)):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            continue
    return ""
