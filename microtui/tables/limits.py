"""How large a table may be."""

from __future__ import annotations

MOST_COLUMNS = 500
"""To learn from, each category of words counted as one."""

MOST_READ_COLUMNS = 20_000
"""In a file of which some columns are chosen."""

MOST_BYTES = 100_000_000
"""As much as the largest table there can be takes: 10,000 samples of 500 columns of 20 digits."""

MOST_BYTES_ON_A_PAGE = 8 * 1024**2
"""Of what a visitor gives, once it is unpacked: to be read takes 15 times as much memory, and half
a second for each megabyte, of a machine that forty of them share."""

MOST_CATEGORIES = 10
"""Words in a column to learn from; of more no column each is made."""

LEAST_SAMPLES = 4
"""To train on, and to test with."""
