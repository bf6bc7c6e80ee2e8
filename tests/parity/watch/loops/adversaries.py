"""Two that train against each other, and inputs that are changed along their gradient."""

from __future__ import annotations

import torch
from torch import nn


def dcgan() -> None:
    generator, critic = nn.Linear(3, 4), nn.Sequential(nn.Linear(4, 1), nn.Sigmoid())
    critic_step = torch.optim.Adam(critic.parameters(), lr=0.01)
    generator_step = torch.optim.Adam(generator.parameters(), lr=0.01)
    bce, ones, zeros = nn.BCELoss(), torch.ones(16, 1), torch.zeros(16, 1)
    for _ in range(30):
        critic.zero_grad()  # without: optimizer_forgotten since 3
        bce(critic(torch.randn(16, 4)), ones).backward()
        fake = generator(torch.randn(16, 3))
        bce(critic(fake.detach()), zeros).backward()
        critic_step.step()
        generator.zero_grad()  # without: optimizer_forgotten since 4
        bce(critic(fake), ones).backward()
        generator_step.step()


def each_clears_its_own_behind_its_step() -> None:
    generator, critic = nn.Linear(3, 4), nn.Linear(4, 1)
    critic_step = torch.optim.RMSprop(critic.parameters(), lr=0.001)
    generator_step = torch.optim.RMSprop(generator.parameters(), lr=0.001)
    for _ in range(30):
        critic_step.zero_grad()
        loss = (
            critic(generator(torch.randn(16, 3)).detach()).mean()
            - critic(torch.randn(16, 4)).mean()
        )
        loss.backward()
        critic_step.step()
        generator_step.zero_grad()
        (-critic(generator(torch.randn(16, 3)))).mean().backward()
        generator_step.step()


def generator_first() -> None:
    generator, critic = nn.Linear(3, 4), nn.Linear(4, 1)
    generator_step = torch.optim.Adam(generator.parameters(), lr=0.01)
    critic_step = torch.optim.Adam(critic.parameters(), lr=0.01)
    bce, ones, zeros = nn.BCEWithLogitsLoss(), torch.ones(16, 1), torch.zeros(16, 1)
    for _ in range(30):
        generator_step.zero_grad()  # without: optimizer_forgotten since 3
        fake = generator(torch.randn(16, 3))
        bce(critic(fake), ones).backward()
        generator_step.step()
        critic_step.zero_grad()  # without: optimizer_forgotten since 4
        real_loss = bce(critic(torch.randn(16, 4)), ones)
        ((real_loss + bce(critic(fake.detach()), zeros)) / 2).backward()
        critic_step.step()


def critic_frozen_while_the_generator_learns() -> None:
    generator, critic = nn.Linear(3, 4), nn.Linear(4, 1)
    critic_step = torch.optim.Adam(critic.parameters(), lr=0.01)
    generator_step = torch.optim.Adam(generator.parameters(), lr=0.01)
    for _ in range(30):
        critic.requires_grad_(True)
        critic_step.zero_grad()  # without: optimizer_forgotten since 3
        loss = (
            critic(generator(torch.randn(16, 3)).detach()).mean()
            - critic(torch.randn(16, 4)).mean()
        )
        loss.backward()
        critic_step.step()
        critic.requires_grad_(False)
        generator_step.zero_grad()  # without: optimizer_forgotten since 4
        critic(generator(torch.randn(16, 3))).mean().neg().backward()
        generator_step.step()


def wasserstein_with_a_gradient_penalty() -> None:
    generator = nn.Linear(3, 4)
    critic = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    critic_step = torch.optim.Adam(critic.parameters(), lr=0.001, betas=(0.0, 0.9))
    generator_step = torch.optim.Adam(generator.parameters(), lr=0.001, betas=(0.0, 0.9))
    for i in range(40):
        critic_step.zero_grad()  # without: optimizer_forgotten
        real, fake = torch.randn(16, 4), generator(torch.randn(16, 3))
        share = torch.rand(16, 1)
        between = (share * real + (1 - share) * fake.detach()).requires_grad_()
        slope = torch.autograd.grad(critic(between).sum(), between, create_graph=True)[0]
        penalty = ((slope.norm(dim=1) - 1) ** 2).mean()
        (critic(fake.detach()).mean() - critic(real).mean() + 10 * penalty).backward()
        critic_step.step()
        if i % 5 == 4:
            generator_step.zero_grad()  # without: optimizer_forgotten since 12
            critic(generator(torch.randn(16, 3))).mean().neg().backward()
            generator_step.step()


def weights_clipped_behind_the_step() -> None:
    critic = nn.Linear(4, 1)
    optimizer = torch.optim.RMSprop(critic.parameters(), lr=0.01)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        (critic(torch.randn(16, 4)).mean() - critic(torch.randn(16, 4) + 1).mean()).backward()
        optimizer.step()
        for p in critic.parameters():
            p.data.clamp_(-0.01, 0.01)


def fast_gradient_sign_training() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        attacked = x.clone().requires_grad_()
        nn.functional.mse_loss(model(attacked), y).backward()
        optimizer.zero_grad()
        harder = (attacked + 0.1 * attacked.grad.sign()).detach()
        nn.functional.mse_loss(model(harder), y).backward()
        optimizer.step()


def projected_gradient_attack_by_autograd_grad() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(15):
        shift = torch.zeros_like(x)
        for _ in range(3):
            shift.requires_grad_()
            loss = nn.functional.mse_loss(model(x + shift), y)
            shift = (shift + 0.02 * torch.autograd.grad(loss, shift)[0].sign()).detach()
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x + shift), y).backward()
        optimizer.step()


def an_image_that_is_itself_what_is_trained() -> None:
    target, network = torch.randn(1, 3, 8, 8), nn.Conv2d(3, 4, 3)
    image = torch.randn(1, 3, 8, 8, requires_grad=True)
    optimizer = torch.optim.Adam([image], lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(network(image), network(target).detach()).backward()
        optimizer.step()
