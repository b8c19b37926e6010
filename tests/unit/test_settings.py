"""What the configuration file may say, and what happens when it says something else."""

from pathlib import Path

import pytest

from reader.chinese.script import Script
from reader.settings import Settings, read_settings


def settings_of(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        """
        theme = "reader-light"

        [reading]
        script = "zh-Hant-TW"
        layout = "below"
        width = 60
        indent = false
        hanging = true
        spacing = "thin"

        [library]
        sort = "title"
        script = "zh-Hans"

        [keys]
        "reading.note" = "f5"
        library.sort = ["o", "f3"]
        """,
    )
    assert not settings.problems
    assert settings.theme == "reader-light"
    assert settings.reading.script is Script.TW
    assert (settings.reading.layout, settings.reading.width) == ("below", 60)
    assert (settings.reading.indent, settings.reading.hanging) == (False, True)
    assert settings.reading.spacing == "thin"
    assert (settings.library.sort, settings.library.script) == ("title", Script.HANS)
    assert settings.keys == {"reading.note": ("f5",), "library.sort": ("o", "f3")}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("theme = 1", "“theme” must be a text in quotes."),
        ("colour = 'red'", "“colour” is not a setting"),
        ("reading = 3", "“reading” must be a table, [reading]."),
        ("[reading]\nwidth = '60'", "“reading.width” must be a whole number."),
        ("[reading]\nwidth = true", "“reading.width” must be a whole number."),
        ("[reading]\nindent = 1", "“reading.indent” must be true or false."),
        ("[reading]\nscript = 'zh'", "“reading.script” must be one of original, zh-Hans"),
        ("[reading]\nfont = 'x'", "“reading.font” is not a setting"),
        ("[library]\nsort = ['date']", "“library.sort” must be one of date, title"),
        ("[translation]\nthreads = -1", "“translation.threads” must be between 0 and 256."),
        ("[translation]\nbeam = 0", "“translation.beam” must be between 1 and 16."),
        ("[translation]\ncompute_type = 'fast'", "“translation.compute_type” must be one of"),
        ("keys = 1", "“keys” must be a table, [keys]."),
        ("[keys]\n'reading.note' = 5", "the keys of “reading.note” must be"),
        ("[keys]\n'reading.note' = ['']", "the keys of “reading.note” must be"),
    ],
)
def test_a_wrong_entry_is_one_sentence_and_costs_nothing_else(
    tmp_path: Path, text: str, sentence: str
) -> None:
    settings = settings_of(tmp_path, text)
    assert len(settings.problems) == 1
    assert sentence in settings.problems[0]
    assert str(tmp_path / "config.toml") in settings.problems[0]
    assert settings.reading == Settings().reading
    assert settings.library == Settings().library


def test_a_file_that_is_not_toml_is_said_with_its_line(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 'theme = "reader-light"\nlayout =\n')
    assert settings.theme == ""
    assert len(settings.problems) == 1
    assert "line 2" in settings.problems[0]


def test_a_file_that_is_not_text_or_a_folder_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in read_settings(path).problems[0]
    assert "not read" in read_settings(tmp_path).problems[0]
