"""What tests of several layers share, and what keeps them the same on every machine."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from reader.chinese.dictionary import Dictionary
from reader.chinese.words import Segmenter

# A busy machine is no fault of ours, and a change must not fail by examples that are new by luck.
# To look for such examples: pytest --hypothesis-profile=searching
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", _PATIENT, derandomize=True)
settings.register_profile("searching", _PATIENT, max_examples=2_000)
settings.load_profile("steady")

# Hypothesis would draw from the literals of whatever module of ours is loaded: another string in
# the reader, or another selection of tests, would give every test other examples.
providers._get_local_constants = lambda: providers._local_constants

_OTHERS = ("ARGOS_", "CT2_", "READER_", "TEXTUAL", "XDG_")
_OURS = ("READER_SEEDS", "TEXTUAL_SNAPSHOT")
_PERSONAL = {
    *("BROWSER", "COLORFGBG", "COLORTERM", "COLUMNS", "EDITOR", "FORCE_COLOR", "LINES"),
    *("NO_COLOR", "VISUAL"),
}


@pytest.fixture(scope="session", autouse=True)
def _nobodys_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty home, and nothing of the person's own settings, terminal and time zone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name in _PERSONAL or (name.startswith(_OTHERS) and not name.startswith(_OURS)):
                patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("nobody")))
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache directory for all tests: the dictionary's table takes seconds to build."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def segmenter(cache: Path) -> Segmenter:
    """The segmenter, loaded once."""
    return Segmenter(cache)


@pytest.fixture(scope="session")
def dictionary(cache: Path) -> Dictionary:
    """The dictionary, its table built once."""
    return Dictionary(cache)
