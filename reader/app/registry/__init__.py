"""The one list of everything a person can do, screen by screen."""

from reader.app.actions import Action, Where
from reader.app.registry.everywhere import EVERYWHERE
from reader.app.registry.library import LIBRARY
from reader.app.registry.notes import NOTES
from reader.app.registry.reading import READING

ACTIONS: tuple[Action, ...] = (*LIBRARY, *READING, *NOTES, *EVERYWHERE)
"""Every action once, in the order in which help and README list them."""

__all__ = ["ACTIONS", "Action", "Where"]
