"""What else stands in and around a loop: averages, evaluation, loaders, an early end."""

from __future__ import annotations

import copy

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def moving_average_by_hand() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    average = copy.deepcopy(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        with torch.no_grad():
            for p, q in zip(model.parameters(), average.parameters(), strict=True):
                q.lerp_(p, 0.1)
    nn.functional.mse_loss(average(x), y)


def stochastic_weight_averaging() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    average = torch.optim.swa_utils.AveragedModel(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    schedule = torch.optim.swa_utils.SWALR(optimizer, swa_lr=0.05, anneal_epochs=5)
    for i in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        if i > 15:
            average.update_parameters(model)
            schedule.step()
    average(x)


def teacher_and_student() -> None:
    x = torch.randn(32, 4)
    teacher, student = nn.Linear(4, 3), nn.Linear(4, 3)
    optimizer = torch.optim.SGD(student.parameters(), lr=0.1)
    for _ in range(30):
        with torch.no_grad():
            wanted = teacher(x).softmax(1)
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.cross_entropy(student(x), wanted).backward()
        optimizer.step()
        with torch.no_grad():
            for p, q in zip(student.parameters(), teacher.parameters(), strict=True):
                q.mul_(0.99).add_(p, alpha=0.01)


def evaluation_and_an_early_end() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.2), nn.ReLU(), nn.Linear(8, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    best, best_state = float("inf"), model.state_dict()
    for i in range(100):
        model.train()
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        if i % 5 == 4:
            model.eval()
            with torch.no_grad():
                now = nn.functional.mse_loss(model(x), y).item()
            if now > best:
                break
            best, best_state = now, copy.deepcopy(model.state_dict())
    model.load_state_dict(best_state)


def saved_and_loaded_midway() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for i in range(40):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        if i == 20:
            model.load_state_dict(copy.deepcopy(model.state_dict()))
            optimizer.load_state_dict(copy.deepcopy(optimizer.state_dict()))


def loader() -> None:
    loader = DataLoader(TensorDataset(torch.randn(64, 4), torch.randn(64, 1)), 16, shuffle=True)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(8):
        for x, y in loader:
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def several_models_one_after_the_other() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    for rate in (0.2, 0.1, 0.05):
        model = nn.Linear(4, 1)
        optimizer = torch.optim.SGD(model.parameters(), lr=rate)
        for _ in range(15):
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def several_models_in_turns() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    models = [nn.Linear(4, 1) for _ in range(3)]
    optimizers = [torch.optim.SGD(model.parameters(), lr=0.1) for model in models]
    for _ in range(15):
        for model, optimizer in zip(models, optimizers, strict=True):
            optimizer.zero_grad()  # without: no_zero_grad since 4
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def a_single_step() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    nn.functional.mse_loss(model(x), y).backward()
    optimizer.step()


def a_look_at_gradients_and_no_step() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    nn.functional.mse_loss(model(x), y).backward()
    assert model.weight.grad is not None


def no_training_at_all() -> None:
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    with torch.no_grad():
        for _ in range(10):
            model(torch.randn(32, 4))


def learned_by_heart() -> None:
    x = torch.randn(8, 16)
    model = nn.Linear(16, 1, dtype=torch.float64)
    y = model(x.double()).detach()
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(300):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x.double()), y).backward()
        optimizer.step()


def a_loss_that_swings_about_its_floor() -> None:
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
    for _ in range(200):
        x = torch.randn(2, 4)
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), torch.randn(2, 1)).backward()
        optimizer.step()


def a_task_that_gets_harder() -> None:
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for i in range(120):
        x = torch.randn(16, 4)
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), (1 + i / 120) * torch.randn(16, 1)).backward()
        optimizer.step()
