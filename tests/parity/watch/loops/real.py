"""What was really forgotten somewhere, each in its bare shape."""

from __future__ import annotations

import torch
from torch import nn


def cleared_in_full_precision_only() -> None:
    """As a world model's training did: the branch for bfloat16 cleared nothing."""
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model, bfloat16 = nn.Linear(4, 1), True
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.001)
    scaler = torch.amp.GradScaler("cpu")
    for _ in range(30):
        with torch.autocast("cpu", enabled=bfloat16, dtype=torch.bfloat16):
            loss = nn.functional.mse_loss(model(x).float(), y)
        if not bfloat16:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        else:
            scaler.scale(loss).backward()  # found: no_zero_grad since 2
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), 10.0)
            scaler.step(optimizer)
            scaler.update()


def trainer_of_a_recommender() -> None:
    """As a recommender's trainer did: the loop in a method, the clearing nowhere."""

    class Trainer:
        def __init__(self, model: nn.Module) -> None:
            self.model = model
            self.dense = torch.optim.Adam(model[1].parameters(), lr=0.001)
            self.sparse = torch.optim.SparseAdam(model[0].parameters(), lr=0.001)

        def train(self) -> None:
            for _ in range(30):
                clicks = self.model(torch.randint(20, (16,)))
                nn.functional.binary_cross_entropy_with_logits(
                    clicks, torch.randint(2, (16, 1)).float()
                ).backward()  # found: no_zero_grad since 3
                self.dense.step()
                self.sparse.step()

    Trainer(nn.Sequential(nn.Embedding(20, 4, sparse=True), nn.Linear(4, 1))).train()


def tuning_of_a_voice_detector() -> None:
    """As a voice detector's tuning did: a recurrent decoder behind frozen layers."""
    encoder, decoder = nn.Linear(16, 8).requires_grad_(False), nn.GRUCell(8, 4)
    head = nn.Linear(4, 1)
    optimizer = torch.optim.Adam([*decoder.parameters(), *head.parameters()], lr=5e-4)
    for _ in range(10):
        state, losses = torch.zeros(6, 4), []
        for _ in range(5):
            state = decoder(encoder(torch.randn(6, 16)), state)
            losses.append(nn.functional.mse_loss(head(state).sigmoid(), torch.rand(6, 1)))
        loss = torch.stack(losses).mean()
        loss.backward()  # found: no_zero_grad since 2
        optimizer.step()


def cleared_in_mixed_precision_only() -> None:
    """As a detector's training did: with mixed precision it cleared, without it, never."""
    x, y, amp, max_norm = torch.randn(32, 4), torch.randn(32, 1), False, 0.1
    model = nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    scaler = torch.amp.GradScaler("cpu", enabled=amp)
    for _ in range(30):
        losses = {"box": nn.functional.l1_loss(model(x), y), "size": model(x).square().mean()}
        loss = sum(losses.values())
        if amp:
            optimizer.zero_grad()
            scaler.scale(loss).backward()
        else:
            loss.backward()  # found: no_zero_grad since 2
        nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.step()


def micro_batches_each_cleared() -> None:
    """As an autoencoder's training did: accumulation that keeps one micro-batch of four."""
    model, accumulation = nn.Linear(4, 1), 4
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20)
    for i in range(80):
        optimizer.zero_grad(set_to_none=True)  # found: gradients_thrown_away since 1
        loss = nn.functional.mse_loss(model(torch.randn(8, 4)), torch.randn(8, 1))
        (loss / accumulation).backward()
        if (i + 1) % accumulation == 0:
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            scheduler.step()


def last_batches_of_each_epoch() -> None:
    """As a detector's trainer did: what an epoch has left over is cleared as the next begins."""
    x, y = torch.randn(11, 8, 4), torch.randn(11, 8, 1)
    model, last_step, seen = nn.Linear(4, 1), -1, 0
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    for _ in range(12):
        optimizer.zero_grad()  # found: gradients_thrown_away
        last_step = seen - 1
        for i in range(11):
            nn.functional.mse_loss(model(x[i]), y[i]).backward()
            if seen - last_step >= 4:
                optimizer.step()
                optimizer.zero_grad()
                last_step = seen
            seen += 1
