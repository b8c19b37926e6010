"""Running a package's model with CTranslate2, in batches by tokens."""

import logging
import os
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reader.errors import ReaderError
from reader.translation.argos import Package, Tokenizer, load_tokenizer
from reader.translation.model import Hypothesis

LENGTH_PENALTY = 0.2
"""argostranslate's own."""
BEAM = 4
"""argostranslate's own."""
BATCH_TOKENS = 512
"""A model of the size of Transformer base needs 130 MB for such a batch, and 370 MB for 2,048
tokens, which are a third faster; in argostranslate's batches of 32 it is six times slower."""
_NICENESS = 5


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the model is run.

    ``threads`` is the number of cores to use, 0 for all but none left idle. ``compute_type`` is
    CTranslate2's (``auto``: the fastest that this processor has; ``int8``, ``float32``).
    """

    threads: int = 0
    compute_type: str = "auto"
    beam: int = BEAM


@dataclass(frozen=True, slots=True)
class Decoding:
    """Settings of one search; the defaults are argostranslate's."""

    hypotheses: int = 1
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0


USUAL = Decoding()


class Engine:
    """One loaded package. Calls may come from any thread; they run one after another.

    For each sentence the first hypothesis is what argostranslate's ``apply_packaged_translation``
    gives for that sentence alone; only the batches differ.
    """

    def __init__(self, package: Package, options: EngineOptions | None = None) -> None:
        """Load ``package``, which takes from a tenth of a second to a few seconds.

        Raises :class:`ReaderError` with one sentence when the package is broken.
        """
        self.package = package
        self._options = options or EngineOptions()
        self._lock = threading.Lock()
        if package.problem:
            raise ReaderError(package.problem)
        self._tokenizer: Tokenizer = load_tokenizer(package)
        self._model = self._load()

    def pieces(self, sentence: str) -> list[str]:
        """The sentence as the model sees it."""
        with self._lock:
            return self._tokenizer.encode(sentence)

    def translate(
        self, sentences: Sequence[str], decoding: Decoding = USUAL
    ) -> list[list[Hypothesis]]:
        """The hypotheses for each sentence, best first, in the order of ``sentences``."""
        return self.translate_pieces([self.pieces(sentence) for sentence in sentences], decoding)

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding = USUAL
    ) -> list[list[Hypothesis]]:
        """As :meth:`translate`, for sentences that are pieces already."""
        prefix = self.package.target_prefix
        with self._lock:
            results = self._model.translate_batch(
                list(sources),
                target_prefix=[[prefix]] * len(sources) if prefix else None,
                replace_unknowns=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=max(self._options.beam, decoding.hypotheses),
                num_hypotheses=decoding.hypotheses,
                length_penalty=LENGTH_PENALTY,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                return_scores=True,
            )
            return [self._hypotheses(result) for result in results]

    def _hypotheses(self, result: Any) -> list[Hypothesis]:
        return [
            Hypothesis(self._text(tokens), float(score))
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        ]

    def _text(self, tokens: list[str]) -> str:
        text = self._tokenizer.decode(tokens)
        prefix = self.package.target_prefix
        if prefix and text.startswith(prefix):
            text = text[len(prefix) :]
        return text.removeprefix(" ")

    def _load(self) -> Any:
        import ctranslate2

        _step_back()
        ctranslate2.set_log_level(logging.CRITICAL)  # it would write into the terminal
        try:
            return ctranslate2.Translator(
                str(self.package.folder / "model"),
                device="cpu",
                compute_type=self._options.compute_type,
                inter_threads=1,
                intra_threads=self._options.threads or available_cores(),
            )
        except (RuntimeError, ValueError, OSError) as error:
            reason = (str(error).strip().splitlines() or ["unknown reason"])[0]
            raise ReaderError(
                f"{self.package.folder}: the model cannot be loaded ({reason}); "
                f"remove and reinstall the package, or check compute_type in the settings."
            ) from error


def batches(lengths: Iterable[tuple[int, int]], budget: int) -> list[list[int]]:
    """Numbers of sentences in batches of similar length, each at most ``budget`` padded tokens.

    ``lengths`` are pairs of a sentence's number and its length in tokens.
    """
    result: list[list[int]] = []
    for number, length in sorted(lengths, key=lambda pair: pair[1]):
        if result and (len(result[-1]) + 1) * length <= budget:
            result[-1].append(number)
        else:
            result.append([number])
    return result


def available_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _step_back() -> None:
    """Let the screen's thread go first: lower the priority of this thread and those it starts."""
    if sys.platform == "linux" and threading.current_thread() is not threading.main_thread():
        try:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        except OSError:
            return
