"""The training loop: by wall-clock time, resumable, with checkpoints every minute.

Everything it needs besides PyTorch is NumPy, so that it runs wherever PyTorch does.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.batches import Batch, Pairs, all_batches, batches
from training.model import TranslationModel
from training.pieces import PAD

Report = Callable[[str], None]
CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True)
class TrainingConfig:
    """How to train.

    ``minutes`` is the whole wall-clock budget; its last ``adaptation`` share draws pairs by the
    late weights, at a lower rate. ``tokens`` is the batch size in places, padding counted.
    ``rate`` is the peak learning rate, reached after the ``warm_up`` share. In the last
    ``rounded`` share the model computes with the int8 weights that will be exported.
    """

    minutes: float
    tokens: int = 32_768
    rate: float = 1.2e-3
    warm_up: float = 0.08
    adaptation: float = 0.15
    adaptation_rate: float = 0.25
    smoothing: float = 0.1
    rounded: float = 0.15
    average: float = 0.999
    clip: float = 1.0
    seed: int = 20_261_122
    compiled: bool = True
    checkpoint_seconds: float = 60.0


@dataclass(frozen=True)
class Material:
    """What is trained on: pairs, how often each is drawn, and the pairs that judge the model.

    ``late`` are the weights during the adaptation.
    """

    pairs: Pairs
    weights: np.ndarray
    late: np.ndarray
    development: Pairs | None = None


def rate_at(config: TrainingConfig, share: float) -> float:
    """The learning rate when ``share`` of the time (0 to 1) is gone.

    Linear warm-up, then a cosine to nearly nothing; in the adaptation a second, lower cosine.
    """
    main = 1.0 - config.adaptation
    if share < config.warm_up:
        return config.rate * max(share, 1e-4) / config.warm_up
    if share < main:
        return config.rate * _cosine((share - config.warm_up) / (main - config.warm_up))
    position = min(1.0, (share - main) / max(config.adaptation, 1e-9))
    return config.rate * config.adaptation_rate * _cosine(position)


def _cosine(position: float) -> float:
    return 0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * position))


def loss_of(model: TranslationModel, states: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
    """The mean label-smoothed cross entropy of a batch, in nats for each target piece."""
    return nn.functional.cross_entropy(
        model.logits(states).flatten(0, 1).float(),
        wanted.flatten(),
        ignore_index=PAD,
        label_smoothing=smoothing,
    )


def computes_bfloat16(device: torch.device) -> bool:
    """Whether matrix products in bfloat16 are faster on ``device`` than in float32."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return device.type == "cpu" and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def rounded(matrix: Tensor) -> Tensor:
    """``matrix`` as it comes back from int8 rows (:func:`training.weights.quantise`)."""
    scale = 127.0 / matrix.abs().amax(dim=1, keepdim=True).clamp(min=1e-9)
    return (matrix * scale).round() / scale


def processor_time(threads: int) -> float:
    """Seconds that this process has computed, shared among its ``threads``."""
    return time.process_time() / threads


class Averaged:
    """An exponential average of a model's weights: what is kept in the end (Polyak averaging)."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = [parameter.detach().clone() for parameter in model.parameters()]

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """Move the average towards the model's present weights; fast at first."""
        self.steps += 1
        share = 1 - min(self.decay, self.steps / (self.steps + 10))
        torch._foreach_lerp_(self.weights, list(model.parameters()), share)


class Trainer:
    """A model in training, its optimiser, and the clock that drives the schedule."""

    def __init__(
        self,
        model: TranslationModel,
        config: TrainingConfig,
        device: torch.device,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Train ``model`` on ``device`` with checkpoints in ``folder``.

        ``clock`` gives the seconds that the budget counts. With one of processor time, trainings
        of the same budget do the same work however busy the machine is.
        """
        self._clock = clock
        self.model = model.to(device)
        self.config = config
        self.device = device
        self.folder = folder
        self._half = computes_bfloat16(device)
        decayed = [p for p in model.parameters() if p.dim() > 1]
        plain = [p for p in model.parameters() if p.dim() <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}],
            lr=config.rate,
            betas=(0.9, 0.98),
            eps=1e-9,
            fused=True,
        )
        self.averaged = Averaged(model, config.average)
        self.best: list[Tensor] = []
        self.best_loss = math.inf
        self.step = 0
        self.seconds = 0.0
        self.recent_loss = math.inf
        self._loss = loss_of
        self._writer: threading.Thread | None = None
        if config.compiled:
            torch._dynamo.config.recompile_limit = 64
            model.compile_layers()
            self._loss = torch.compile(loss_of, dynamic=True)

    @property
    def share(self) -> float:
        """How much of the time is gone, 0 to 1."""
        return self.seconds / (self.config.minutes * 60)

    @property
    def _autocast(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self._half)

    def train_step(self, batch: Batch) -> Tensor:
        """One step on ``batch``; its loss, still on the device."""
        rate = rate_at(self.config, self.share)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with self._rounded():
            loss = self._loss_of(batch)
            loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.config.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.averaged.update(self.model)
        self.step += 1
        return loss.detach()

    @contextmanager
    def _rounded(self) -> Iterator[None]:
        """Near the end: weights as int8 has them, whose gradients go to the exact ones.

        The straight-through estimator (Bengio, Léonard and Courville 2013), so that the model
        learns to be sure in spite of the rounding.
        """
        if self.share < 1.0 - self.config.rounded:
            yield
            return
        matrices = [parameter for parameter in self.model.parameters() if parameter.dim() > 1]
        exact = [matrix.detach().clone() for matrix in matrices]
        with torch.no_grad():
            torch._foreach_copy_(matrices, [rounded(matrix) for matrix in exact])
        yield
        with torch.no_grad():
            torch._foreach_copy_(matrices, exact)

    def _loss_of(self, batch: Batch) -> Tensor:
        with self._autocast:
            states = self.model(batch.source, batch.given)
            return self._loss(self.model, states, batch.wanted, self.config.smoothing)

    def end_in(self, seconds: float) -> None:
        """Make the budget end ``seconds`` from now, whatever it was."""
        minutes = max((self.seconds + seconds) / 60, 1e-6)
        self.config = replace(self.config, minutes=minutes)

    @torch.no_grad()
    def judge(self, pairs: Pairs) -> float:
        """The averaged weights' cross entropy on ``pairs``, in nats for each target piece.

        The best weights seen are remembered: they are what :meth:`finished` gives.
        """
        parameters = list(self.model.parameters())
        present = [parameter.detach().clone() for parameter in parameters]
        torch._foreach_copy_(parameters, self.averaged.weights)
        self.model.eval()
        total = torch.zeros((), dtype=torch.float64, device=self.device)
        count = torch.zeros((), dtype=torch.long, device=self.device)
        # A few batches are not worth compiling for.
        with torch.compiler.set_stance("force_eager"), self._autocast:
            for batch in all_batches(pairs, self.config.tokens // 2):
                states = self.model(batch.source, batch.given)
                pieces = (batch.wanted != PAD).sum()
                total += loss_of(self.model, states, batch.wanted, 0.0).double() * pieces
                count += pieces
        torch._foreach_copy_(parameters, present)
        self.model.train()
        loss_value = float(total / count)
        if loss_value < self.best_loss:
            self.best_loss = loss_value
            self.best = [weight.clone() for weight in self.averaged.weights]
        return loss_value

    def save(self, *, wait: bool = False) -> None:
        """Write a checkpoint in the background; the old one stays until the new one is whole."""
        self._join()
        state = _on_processor(
            {
                "config": self.model.config.document(),
                "training": asdict(self.config),
                "model": self.model.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "averaged": self.averaged.weights,
                "averaged_steps": self.averaged.steps,
                "best": self.best,
                "best_loss": self.best_loss,
                "step": self.step,
                "seconds": self.seconds,
            }
        )
        self._writer = threading.Thread(target=_write, args=(state, self.folder))
        self._writer.start()
        if wait:
            self._join()

    def _join(self) -> None:
        if self._writer is not None:
            self._writer.join()
            self._writer = None

    def load(self) -> bool:
        """Go on from the folder's checkpoint; whether there was one."""
        path = self.folder / CHECKPOINT
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.averaged.weights = state["averaged"]
        self.averaged.steps = state["averaged_steps"]
        self.best, self.best_loss = state["best"], state["best_loss"]
        self.step, self.seconds = state["step"], state["seconds"]
        return True

    def run(
        self,
        material: Material,
        stretch_seconds: float = math.inf,
        report: Report = print,
        enough: Callable[["Trainer"], bool] | None = None,
    ) -> bool:
        """Train until the budget or this stretch of it is used up; whether the budget is.

        ``stretch_seconds`` bounds this call, so that a training can be cut into several. The
        clock of the budget stands still between calls. ``enough`` is asked at every checkpoint
        whether to stop early.
        """
        begun = time.monotonic()
        self.model.train()
        generator = np.random.default_rng(self.config.seed + self.step)
        pairs = material.pairs.to(self.device)
        judges = material.development.to(self.device) if material.development else None
        streams = [
            batches(pairs, weights, self.config.tokens, generator)
            for weights in (material.weights, material.late)
        ]
        if self.config.compiled:
            self._compile(streams[0])
        progress = Progress(self, report)
        last_saved = time.monotonic()
        started = self._clock() - self.seconds
        stop = False
        while self.share < 1.0 and not stop and time.monotonic() - begun < stretch_seconds:
            late = self.share >= 1.0 - self.config.adaptation
            batch = next(streams[late])
            progress.add(batch, self.train_step(batch))
            if self.device.type == "cuda" and self.step % 10 == 0:
                torch.cuda.synchronize()  # the clock must not run ahead of the device
            self.seconds = self._clock() - started
            if time.monotonic() - last_saved >= self.config.checkpoint_seconds:
                self._checkpoint(judges, report)
                stop = enough is not None and enough(self)
                last_saved = time.monotonic()
        self._checkpoint(judges, report)
        self._join()
        return stop or self.share >= 1.0

    def _compile(self, stream: Iterator[Batch]) -> None:
        """Compile before the clock starts: the warm-up is by time and must not be skipped.

        A batch of one row is compiled apart from all others, so one is shown too.
        """
        some = [next(stream) for _ in range(3)]
        first = some[0]
        some.append(Batch(first.source[:1], first.given[:1], first.wanted[:1]))
        for batch in some:
            self._loss_of(batch).backward()
        self.optimiser.zero_grad(set_to_none=True)

    def _checkpoint(self, judges: Pairs | None, report: Report) -> None:
        if judges is not None:
            loss = self.judge(judges)
            report(f"step {self.step:6}  development loss {loss:.4f} (best {self.best_loss:.4f})")
        self.save()

    def finished(self) -> TranslationModel:
        """A copy of the model on the processor, in float32, with its best averaged weights."""
        weights = self.best or self.averaged.weights
        model = TranslationModel(self.model.config)
        with torch.no_grad():
            for parameter, weight in zip(model.parameters(), weights, strict=True):
                parameter.copy_(weight.float().cpu())
        model.eval()
        return model


class Progress:
    """Reports loss, speed and time left every ten seconds, without making the device wait."""

    def __init__(self, trainer: Trainer, report: Report, every: float = 10.0) -> None:
        self.trainer = trainer
        self.report = report
        self.every = every
        self.losses: list[Tensor] = []
        self.pieces = torch.zeros((), dtype=torch.long, device=trainer.device)
        self.told = time.monotonic()

    def add(self, batch: Batch, loss: Tensor) -> None:
        """Count a step."""
        self.losses.append(loss)
        self.pieces += (batch.wanted != PAD).sum()
        now = time.monotonic()
        if now - self.told < self.every:
            return
        trainer = self.trainer
        mean = torch.stack(self.losses).mean().item()
        speed = int(self.pieces.item()) / (now - self.told)
        left = trainer.config.minutes * 60 - trainer.seconds
        self.report(
            f"step {trainer.step:6}  loss {mean:6.3f}  {speed:9,.0f} tokens/s  "
            f"rate {rate_at(trainer.config, trainer.share):.2e}  {left:5.0f} s left"
        )
        trainer.recent_loss = mean
        self.losses, self.told = [], now
        self.pieces.zero_()


def _on_processor(value: Any) -> Any:
    """A deep copy of ``value`` with every tensor on the processor."""
    if isinstance(value, Tensor):
        return value.detach().to("cpu", copy=True)
    if isinstance(value, dict):
        return {key: _on_processor(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_on_processor(item) for item in value]
    return value


def _write(state: Any, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f"{CHECKPOINT}.new"
    torch.save(state, scratch)
    scratch.replace(folder / CHECKPOINT)
