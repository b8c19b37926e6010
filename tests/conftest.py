"""What tests of several layers share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from reader.chinese.dictionary import Dictionary
from reader.chinese.words import Segmenter

# A busy machine is no fault of ours. In CI the examples are the same every time: what is found
# by luck is found while working, and does not fail somebody else's change.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")


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
