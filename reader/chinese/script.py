"""Scripts and the conversion between them."""

from enum import StrEnum


class Script(StrEnum):
    """The scripts a text can be in or be shown in (BCP 47 tags; ISO 15924 codes)."""

    ORIGINAL = "original"
    HANS = "zh-Hans"
    HANT = "zh-Hant"
    TW = "zh-Hant-TW"
    HK = "zh-Hant-HK"
