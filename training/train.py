"""The training loop: by wall-clock time, resumable, with checkpoints every minute.

Everything it needs besides PyTorch is NumPy, so that it runs wherever PyTorch does.
"""

import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.batches import Batch, Pairs, batches
from training.model import PAD, ModelConfig, TranslationModel


@dataclass(frozen=True)
class TrainingConfig:
    """How to train.

    ``minutes`` is the whole wall-clock budget; the last ``adaptation`` share of it trains on the
    adaptation pairs at a lower rate. ``tokens`` is the batch size in target pieces, padding
    counted. ``rate`` is the peak learning rate, reached after the ``warm_up`` share.
    """

    minutes: float
    tokens: int = 65_536
    rate: float = 1.5e-3
    warm_up: float = 0.06
    adaptation: float = 0.12
    adaptation_rate: float = 0.25
    smoothing: float = 0.1
    average: float = 0.999
    clip: float = 1.0
    seed: int = 20_261_122
    compiled: bool = True
    checkpoint_seconds: float = 60.0


def rate_at(config: TrainingConfig, share: float) -> float:
    """The learning rate when ``share`` of the time (0 to 1) is gone.

    Linear warm-up, then a cosine to nearly nothing; in the adaptation a second, lower cosine.
    """
    main = 1.0 - config.adaptation
    if share < config.warm_up:
        return config.rate * max(share, 1e-4) / config.warm_up
    if share < main:
        position = (share - config.warm_up) / (main - config.warm_up)
        return config.rate * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * position)))
    position = min(1.0, (share - main) / max(config.adaptation, 1e-9))
    peak = config.rate * config.adaptation_rate
    return peak * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * position)))


def loss_of(model: nn.Module, batch: Batch, smoothing: float) -> Tensor:
    """The mean label-smoothed cross entropy of a batch, in nats for each target piece."""
    scores = model(batch.source, batch.given)
    return nn.functional.cross_entropy(
        scores.flatten(0, 1).float(),
        batch.wanted.flatten(),
        ignore_index=PAD,
        label_smoothing=smoothing,
    )


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

    @torch.no_grad()
    def copy_to(self, model: nn.Module) -> None:
        """Give ``model`` the averaged weights."""
        torch._foreach_copy_(list(model.parameters()), self.weights)


class Trainer:
    """A model in training, its optimiser, and the clock that drives the schedule."""

    def __init__(
        self, model: TranslationModel, config: TrainingConfig, device: torch.device, folder: Path
    ) -> None:
        self.model = model.to(device)
        self.config = config
        self.device = device
        self.folder = folder
        decayed = [p for p in model.parameters() if p.dim() > 1]
        plain = [p for p in model.parameters() if p.dim() <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}],
            lr=config.rate,
            betas=(0.9, 0.98),
            eps=1e-9,
            fused=device.type == "cuda",
        )
        self.averaged = Averaged(model, config.average)
        self.step = 0
        self.seconds = 0.0
        self.computed = torch.compile(model, dynamic=False) if config.compiled else model

    @property
    def share(self) -> float:
        """How much of the time is gone, 0 to 1."""
        return self.seconds / (self.config.minutes * 60)

    def train_step(self, batch: Batch) -> Tensor:
        """One step on ``batch``; its loss, still on the device."""
        rate = rate_at(self.config, self.share)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            loss = loss_of(self.computed, batch, self.config.smoothing)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.config.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.averaged.update(self.model)
        self.step += 1
        return loss.detach()

    def save(self) -> None:
        """Write a checkpoint; the old one stays until the new one is whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        scratch = self.folder / "checkpoint.new"
        torch.save(
            {
                "config": self.model.config.document(),
                "training": asdict(self.config),
                "model": self.model.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "averaged": self.averaged.weights,
                "averaged_steps": self.averaged.steps,
                "step": self.step,
                "seconds": self.seconds,
            },
            scratch,
        )
        scratch.replace(self.folder / "checkpoint.pt")

    def load(self) -> bool:
        """Go on from the folder's checkpoint; whether there was one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.averaged.weights = [weight.to(self.device) for weight in state["averaged"]]
        self.averaged.steps = state["averaged_steps"]
        self.step, self.seconds = state["step"], state["seconds"]
        return True

    def run(
        self,
        pairs: Pairs,
        adaptation: Pairs | None,
        stretch_seconds: float,
        report: Callable[[str], None] = print,
    ) -> bool:
        """Train until the budget or this stretch of it is used up; whether the budget is.

        ``stretch_seconds`` bounds this call, so that a training can be cut into several. The
        clock of the budget stands still between calls.
        """
        self.model.train()
        generator = np.random.default_rng(self.config.seed + self.step)
        main = batches(pairs.to(self.device), self.config.tokens, generator)
        late = (
            batches(adaptation.to(self.device), self.config.tokens // 2, generator)
            if adaptation is not None
            else main
        )
        begun = last_saved = last_told = time.monotonic()
        before = self.seconds
        tokens = torch.zeros((), dtype=torch.long, device=self.device)
        losses: list[Tensor] = []
        told_tokens = 0
        while self.share < 1.0 and time.monotonic() - begun < stretch_seconds:
            batch = next(self._phase(main, late))
            losses.append(self.train_step(batch))
            tokens += (batch.wanted != PAD).sum()
            if self.device.type == "cuda" and self.step % 20 == 0:
                torch.cuda.synchronize()  # the clock must not run ahead of the device
            now = time.monotonic()
            self.seconds = before + now - begun
            if now - last_told >= 10:
                mean = torch.stack(losses).mean().item()
                total = int(tokens.item())
                speed = (total - told_tokens) / (now - last_told)
                left = self.config.minutes * 60 - self.seconds
                report(
                    f"step {self.step:6}  loss {mean:6.3f}  {speed:9,.0f} tokens/s  "
                    f"rate {rate_at(self.config, self.share):.2e}  {left:5.0f} s left"
                )
                losses, told_tokens, last_told = [], total, now
            if now - last_saved >= self.config.checkpoint_seconds:
                self.save()
                last_saved = now
        self.save()
        return self.share >= 1.0

    def _phase(self, main: Iterator[Batch], late: Iterator[Batch]) -> Iterator[Batch]:
        return late if self.share >= 1.0 - self.config.adaptation else main

    def finished(self) -> TranslationModel:
        """A copy of the model with the averaged weights, on the processor, in float32."""
        model = TranslationModel(self.model.config)
        model.load_state_dict(self.model.state_dict())
        with torch.no_grad():
            for parameter, weight in zip(model.parameters(), self.averaged.weights, strict=True):
                parameter.copy_(weight.float().cpu())
        return model.eval()


def write_config(folder: Path, model: ModelConfig, training: TrainingConfig) -> None:
    """Record what was trained and how, beside the results."""
    folder.mkdir(parents=True, exist_ok=True)
    document = {"model": model.document(), "training": asdict(training)}
    (folder / "config.json").write_text(json.dumps(document, indent=2) + "\n")
