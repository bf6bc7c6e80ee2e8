"""Models whose parameters are used twice, partly, not yet, or in forms of their own."""

from __future__ import annotations

import torch
from torch import nn


def used_twice() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 4)
    layer = nn.Linear(4, 4)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(layer(layer(x).tanh()), y).backward()
        optimizer.step()


def tied_weights() -> None:
    words = torch.randint(10, (32,))
    embedding, decoder = nn.Embedding(10, 6), nn.Linear(6, 10, bias=False)
    decoder.weight = embedding.weight
    model = nn.Sequential(embedding, decoder)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.cross_entropy(model(words), words).backward()
        optimizer.step()


def frozen() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    model[0].requires_grad_(False)
    optimizer = torch.optim.SGD(model[2].parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def frozen_though_the_optimizer_has_them() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    for p in model[0].parameters():
        p.requires_grad = False
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def frozen_midway() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(40):
        if i == 20:
            model[0].requires_grad_(False)
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def unfrozen_midway() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    model[0].requires_grad_(False)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(40):
        if i == 20:
            model[0].requires_grad_(True)
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def frozen_in_use_but_trained_by_another_loss() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 4)
    encoder, decoder = nn.Linear(4, 3), nn.Linear(3, 4)
    first = torch.optim.SGD(encoder.parameters(), lr=0.05)
    second = torch.optim.SGD(decoder.parameters(), lr=0.05)
    for _ in range(20):
        first.zero_grad()
        encoder(x).square().mean().backward()
        first.step()
        second.zero_grad()
        nn.functional.mse_loss(decoder(encoder(x).detach()), y).backward()
        second.step()


def dropout_and_batch_norm() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(
        nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 1)
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def embeddings() -> None:
    for sparse, make in ((False, torch.optim.SGD), (True, torch.optim.SparseAdam)):
        model = nn.Embedding(20, 1, sparse=sparse)
        optimizer = make(model.parameters(), lr=0.1)
        for _ in range(20):
            words = torch.randint(20, (6,))
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(words), words[:, None].float()).backward()
            optimizer.step()


def truncated_backpropagation_through_time() -> None:
    x, y = torch.randn(20, 4, 3), torch.randn(20, 4, 1)
    rnn, head = nn.LSTM(3, 8), nn.Linear(8, 1)
    parameters = [*rnn.parameters(), *head.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=0.1)
    for _ in range(5):
        state = None
        for i in range(0, 20, 5):
            optimizer.zero_grad()  # without: no_zero_grad
            hidden, state = rnn(x[i : i + 5], state)
            state = tuple(part.detach() for part in state)
            nn.functional.mse_loss(head(hidden), y[i : i + 5]).backward()
            nn.utils.clip_grad_norm_(parameters, 0.25)
            optimizer.step()


def a_branch_that_only_some_batches_take() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.ModuleList(nn.Linear(4, 1) for _ in range(4))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(60):
        optimizer.zero_grad()  # without: no_zero_grad since 5
        nn.functional.mse_loss(model[i % 4](x), y).backward()
        optimizer.step()


def weight_norm_and_parametrizations() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    first = nn.utils.parametrizations.weight_norm(nn.Linear(4, 4))
    second = nn.utils.parametrizations.orthogonal(nn.Linear(4, 4))
    third = nn.utils.parametrizations.spectral_norm(nn.Linear(4, 1))
    model = nn.Sequential(first, nn.Tanh(), second, nn.Tanh(), third)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(15):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def attention() -> None:
    x, y = torch.randn(8, 6, 8), torch.randn(8, 6, 8)
    model = nn.TransformerEncoderLayer(8, 2, dim_feedforward=16, batch_first=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.001)
    for _ in range(15):
        optimizer.zero_grad(set_to_none=True)  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def of_other_precision() -> None:
    for dtype in (torch.float64, torch.bfloat16):
        x, y = torch.randn(32, 4, dtype=dtype), torch.randn(32, 1, dtype=dtype)
        model = nn.Linear(4, 1, dtype=dtype)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for _ in range(20):
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def complex_numbers() -> None:
    x, y = torch.randn(32, 4, dtype=torch.cfloat), torch.randn(32, 1, dtype=torch.cfloat)
    model = nn.Linear(4, 1, dtype=torch.cfloat)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(20):
        optimizer.zero_grad()  # without: no_zero_grad
        (model(x) - y).abs().square().mean().backward()
        optimizer.step()


def hidden_units_that_are_all_dead() -> None:
    x, y = torch.rand(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    nn.init.constant_(model[0].bias, -10.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(20):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
