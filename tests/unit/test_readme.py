"""The README says what is true."""

import re

from tests.readme import README, updated


def test_keys_and_commands_are_those_of_the_program() -> None:
    text = README.read_text(encoding="utf-8")
    assert updated(text) == text, "run `python -m tests.readme`"


def test_every_picture_and_file_it_names_exists() -> None:
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    for target in targets:
        assert (README.parent / target).exists(), target
