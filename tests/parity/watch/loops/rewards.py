"""Reinforcement learning: losses of either sign, which need not fall."""

from __future__ import annotations

import copy

import torch
from torch import nn
from torch.distributions import Categorical


def reinforce() -> None:
    policy = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    optimizer = torch.optim.Adam(policy.parameters(), lr=0.01)
    for _ in range(40):
        chances = Categorical(logits=policy(torch.randn(12, 4)))
        action = chances.sample()
        returns = action.float() - 0.5 + 0.3 * torch.randn(12)
        returns = (returns - returns.mean()) / (returns.std() + 1e-6)
        optimizer.zero_grad()  # without: no_zero_grad
        (-chances.log_prob(action) * returns).sum().backward()
        optimizer.step()


def actor_and_critic() -> None:
    body, actor, critic = nn.Linear(4, 8), nn.Linear(8, 2), nn.Linear(8, 1)
    parameters = [*body.parameters(), *actor.parameters(), *critic.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.01)
    for _ in range(40):
        hidden = body(torch.randn(12, 4)).relu()
        chances, value = Categorical(logits=actor(hidden)), critic(hidden).squeeze(1)
        action = chances.sample()
        reward = action.float() + 0.3 * torch.randn(12)
        policy_loss = -(chances.log_prob(action) * (reward - value.detach())).sum()
        loss = policy_loss + nn.functional.smooth_l1_loss(value, reward, reduction="sum")
        optimizer.zero_grad()  # without: no_zero_grad
        loss.backward()
        optimizer.step()


def rewards_that_grow() -> None:
    policy = nn.Linear(4, 2)
    optimizer = torch.optim.Adam(policy.parameters(), lr=0.003)
    for i in range(60):
        chances = Categorical(logits=policy(torch.randn(12, 4)))
        action = chances.sample()
        optimizer.zero_grad()  # without: no_zero_grad
        (-chances.log_prob(action) * (1 + i) * action.float()).sum().backward()
        optimizer.step()


def target_network() -> None:
    network = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    target = copy.deepcopy(network)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.005)
    for i in range(60):
        state, then = torch.randn(12, 4), torch.randn(12, 4)
        action, reward = torch.randint(2, (12,)), torch.rand(12)
        with torch.no_grad():
            wanted = reward + 0.9 * target(then).max(1).values
        found = network(state).gather(1, action[:, None]).squeeze(1)
        loss = nn.functional.mse_loss(found, wanted)
        optimizer.zero_grad()  # without: no_zero_grad
        loss.backward()
        optimizer.step()
        if i % 10 == 9:
            target.load_state_dict(network.state_dict())


def actor_through_its_critic() -> None:
    actor, critic = nn.Linear(4, 1), nn.Linear(5, 1)
    soft = copy.deepcopy(critic)
    actor_step = torch.optim.Adam(actor.parameters(), lr=0.001)
    critic_step = torch.optim.Adam(critic.parameters(), lr=0.01)
    for i in range(40):
        state, reward = torch.randn(12, 4), torch.randn(12, 1)
        with torch.no_grad():
            wanted = reward + 0.9 * soft(torch.cat([state, actor(state)], 1))
        loss = nn.functional.mse_loss(critic(torch.cat([state, torch.randn(12, 1)], 1)), wanted)
        critic_step.zero_grad()  # without: optimizer_forgotten
        loss.backward()
        critic_step.step()
        if i % 2:
            actor_step.zero_grad()  # without: optimizer_forgotten since 6
            (-critic(torch.cat([state, actor(state)], 1))).mean().backward()
            actor_step.step()
        for p, q in zip(critic.parameters(), soft.parameters(), strict=True):
            q.data.copy_(0.05 * p.data + 0.95 * q.data)


def epochs_over_one_rollout() -> None:
    policy = nn.Linear(4, 2)
    optimizer = torch.optim.Adam(policy.parameters(), lr=0.01, eps=1e-5)
    for _ in range(5):
        state = torch.randn(32, 4)
        with torch.no_grad():
            before = Categorical(logits=policy(state))
            action = before.sample()
        advantage = action.float() - 0.5
        for _ in range(4):
            for some in torch.randperm(32).split(16):
                chances = Categorical(logits=policy(state[some]))
                ratio = (chances.log_prob(action[some]) - before.log_prob(action)[some]).exp()
                clipped = ratio.clamp(0.8, 1.2)
                gain = torch.min(ratio * advantage[some], clipped * advantage[some]).mean()
                optimizer.zero_grad()  # without: no_zero_grad
                (-gain - 0.01 * chances.entropy().mean()).backward()
                nn.utils.clip_grad_norm_(policy.parameters(), 0.5)
                optimizer.step()


def returns_that_grow_as_the_policy_learns() -> None:
    policy = nn.Linear(4, 2)
    optimizer = torch.optim.SGD(policy.parameters(), lr=1e-4)
    for i in range(60):
        chances = Categorical(logits=policy(torch.randn(12, 4)))
        action = chances.sample()
        optimizer.zero_grad()  # without: no_zero_grad
        (-chances.log_prob(action) * 1.1**i).sum().backward()
        optimizer.step()
