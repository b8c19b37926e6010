"""Argos's index of packages: which there are, and where to fetch them."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.translation.archive import OnBytes
from reader.translation.argos import CHINESE, ENGLISH
from reader.translation.download import Download, check_address, fetch_small

_DEFAULT = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
_VERSION = re.compile(r"[\w.+-]{1,40}")
"""A version becomes part of a file's name."""
_MOST_INDEX_BYTES = 8 * 2**20
_MOST_PACKAGE_BYTES = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that can be fetched. ``links`` are the addresses that it can be had from."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]

    @property
    def pair(self) -> str:
        """The languages, as they are typed: ``zh-en``."""
        return f"{self.from_code}-{self.to_code}"


def index_address(environment: Mapping[str, str] = os.environ) -> str:
    """Where the index is: argostranslate's, unless its ``ARGOS_PACKAGE_INDEX`` says otherwise."""
    base = environment.get("ARGOS_PACKAGE_INDEX") or _DEFAULT
    return base if base.endswith(".json") else base.rstrip("/") + "/index.json"


def offers(address: str) -> list[Offer]:
    """The packages from Chinese to English in the index at ``address``. Uses the network.

    Raises :class:`ReaderError` when the index cannot be had or read.
    """
    content = fetch_small(address, _MOST_INDEX_BYTES)
    try:
        entries = json.loads(content)
        found = [_offer(entry) for entry in entries if isinstance(entry, dict)]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReaderError(f"{address}: this is no index of Argos packages ({error}).") from error
    return [
        offer
        for offer in found
        if offer.from_code in CHINESE
        and offer.to_code == ENGLISH
        and _VERSION.fullmatch(offer.version)
        and offer.links
    ]


def fetch(offer: Offer, folder: Path, on_bytes: OnBytes | None = None) -> Path:
    """The package's file, fetched into ``folder`` from the first address that gives it.

    Raises :class:`ReaderError` with the last address's reason when none does.
    """
    failure: ReaderError | None = None
    for address in offer.links:
        name = f"translate-{offer.from_code}_{offer.to_code}-{offer.version}.argosmodel"
        try:
            return Download(address, folder / name, _MOST_PACKAGE_BYTES).run(on_bytes)
        except ReaderError as error:
            failure = error
    raise failure or ReaderError(f"The index has no address for {offer.pair}.")


def _offer(entry: dict[str, Any]) -> Offer:
    links = entry.get("links") or []
    return Offer(
        str(entry.get("from_code")),
        str(entry.get("to_code")),
        str(entry.get("package_version") or ""),
        tuple(link for link in links if isinstance(link, str) and _fetchable(link)),
    )


def _fetchable(address: str) -> bool:
    try:
        check_address(address)
    except (ReaderError, ValueError):
        return False
    return True
