"""The formulas of the datasets, each with its source in `engine.data.datasets`.

A generator takes the number of samples, the noise in percent and a random stream, and gives points
of shape (samples, columns) and targets (samples,), or (samples, classes) of more than two classes:
1 for the class of the sample, 0 for the others. Those of TensorFlow Playground have its ranges and
its meaning of noise; its label noise may put a point on the wrong side of the border.
"""

from __future__ import annotations

import numpy as np

from engine.arrays import Array


def moons(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """Two half circles that reach into each other; noise / 100 is the standard deviation."""
    targets = classes(samples)
    upper, lower = half_counts(samples)
    t, u = np.linspace(0.0, np.pi, upper), np.linspace(0.0, np.pi, lower)
    x = np.concatenate([np.cos(t), 1.0 - np.cos(u)])
    y = np.concatenate([np.sin(t), 0.5 - np.sin(u)])
    points = np.column_stack([x, y])
    return points + random.normal(0.0, noise / 100.0, points.shape), targets


def circles(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """A disc of radius 2.5 in a ring from 3.5 to 5; noise moves a point before labelling."""
    is_inner = classes(samples) > 0
    radius = np.where(
        is_inner, random.uniform(0.0, 2.5, samples), random.uniform(3.5, 5.0, samples)
    )
    angle = random.uniform(0.0, 2.0 * np.pi, samples)
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    seen = points + jitter(points, 5.0, noise, random)
    return points, np.where(np.hypot(*seen.T) < 2.5, 1.0, -1.0)


def xor(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """A square of four quarters; noise moves a point before labelling."""
    points = random.uniform(-5.0, 5.0, (samples, 2))
    points += np.where(points > 0.0, 0.3, -0.3)
    seen = points + jitter(points, 5.0, noise, random)
    return points, np.where(seen[:, 0] * seen[:, 1] >= 0.0, 1.0, -1.0)


def gauss(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """Two clouds around (2, 2) and (-2, -2); the variance goes from 0.5 to 4 with the noise."""
    targets = classes(samples)
    variance = np.interp(noise / 100.0, [0.0, 0.5], [0.5, 4.0])
    return random.normal(2.0 * targets[:, None], np.sqrt(variance), (samples, 2)), targets


def spiral(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """Two arms of one and three quarter turns; noise moves the points."""
    targets = classes(samples)
    arms = [np.arange(count) / count for count in half_counts(samples)]
    along = np.concatenate(arms)
    radius = 5.0 * along
    angle = 1.75 * along * 2.0 * np.pi + np.where(targets > 0.0, 0.0, np.pi)
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    return points + jitter(points, 1.0, noise, random), targets


def three_spirals(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """Three arms of 4 radians, from the middle to a radius of 1, each begun where one before ends.

    noise / 50 is the standard deviation of the angle in radians: the source's 0.2 at 10 percent.
    """
    arms = [(samples + left_over) // 3 for left_over in range(3)]
    radius = np.concatenate([np.linspace(0.0, 1.0, count) for count in arms])
    begun = np.repeat([0.0, 4.0, 8.0], arms)
    angle = begun + 4.0 * radius + random.normal(0.0, noise / 50.0, samples)
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    return points, np.repeat(np.eye(3), arms, axis=0)


def lecture(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """The four examples of the lecture, as they are."""
    points = np.array([[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]])
    return points, np.array([1.0, -1.0, -1.0, 1.0])


def notebook(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """The hundred points of micrograd's demo, bit for bit.

    make_moons(n_samples=100, noise=0.1) after np.random.seed(1337), which is another generator
    than ours: made in order, then shuffled, then moved.
    """
    stream = np.random.RandomState(1337)
    t = np.linspace(0.0, np.pi, 50)
    x = np.append(np.cos(t), 1.0 - np.cos(t))
    y = np.append(np.sin(t), 1.0 - np.sin(t) - 0.5)
    order = np.arange(100)
    stream.shuffle(order)
    points = np.column_stack([x, y])[order]
    return points + stream.normal(scale=0.1, size=points.shape), classes(100)[order]


def four_points(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """The table of exclusive or: 1 where one of two inputs is 1, but not both."""
    points = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return points, np.array([-1.0, 1.0, 1.0, -1.0])


def plane(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """(x + y) / 10, -1 .. 1 up to the corners; noise moves a point before it is measured."""
    points = random.uniform(-6.0, 6.0, (samples, 2))
    seen = points + jitter(points, 6.0, noise, random)
    return points, seen.sum(axis=1) / 10.0


def multi_gauss(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """Six cones of radius 2, three up and three down; noise moves a point before it is measured."""
    centres = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
    signs = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    points = random.uniform(-6.0, 6.0, (samples, 2))
    seen = points + jitter(points, 6.0, noise, random)
    distances = np.linalg.norm(seen[:, None, :] - centres, axis=2)
    heights = np.clip(1.0 - distances / 2.0, 0.0, 1.0)
    nearest = heights.argmax(axis=1)
    return points, signs[nearest] * heights[np.arange(samples), nearest]


def classes(samples: int) -> Array:
    """Half of the samples -1, then half of them 1, or one more."""
    return np.where(np.arange(samples) < samples // 2, -1.0, 1.0)


def half_counts(samples: int) -> tuple[int, int]:
    return samples // 2, samples - samples // 2


def jitter(points: Array, radius: float, noise: float, random: np.random.Generator) -> Array:
    """Moves of up to this share, in percent, of a radius each way."""
    return random.uniform(-radius, radius, points.shape) * (noise / 100.0)
