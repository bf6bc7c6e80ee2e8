"""What a compressed file holds; one that would fill the memory is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from microtui.tables.limits import MOST_BYTES
from microtui.tables.table_error import TableFileError

Opened = Callable[[bytes], IO[bytes]]


def opened_gzip(data: bytes) -> IO[bytes]:
    import gzip

    return gzip.GzipFile(fileobj=io.BytesIO(data))  # type: ignore[return-value]


def opened_bzip2(data: bytes) -> IO[bytes]:
    import bz2

    return bz2.BZ2File(io.BytesIO(data))


def opened_xz(data: bytes) -> IO[bytes]:
    import lzma

    return lzma.LZMAFile(io.BytesIO(data))


def opened_zip(data: bytes) -> IO[bytes]:
    """The only file in it."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return archive.open(files_in(archive)[0])


PACKED: dict[bytes, tuple[str, Opened]] = {
    b"\x1f\x8b": ("gzip", opened_gzip),
    b"BZh": ("bzip2", opened_bzip2),
    b"\xfd7zXZ\0": ("xz", opened_xz),
    b"PK\x03\x04": ("zip", opened_zip),
}
"""By how its bytes begin, how a file is packed."""


def packing_of(data: bytes) -> str | None:
    """How it is packed, by how it begins."""
    return next((kind for start, (kind, _) in PACKED.items() if data.startswith(start)), None)


def unpacked(name: str, data: bytes, most_bytes: int | None = None) -> tuple[bytes, str | None]:
    """The same bytes where they are not packed, else those inside, and how they were packed.

    As many may be inside as a file may have, or `most_bytes`. Raises `TableFileError` where they
    are damaged or more than that.
    """
    for start, (kind, opened) in PACKED.items():
        if data.startswith(start):
            if kind == "zip":
                require_one_file(name, data)
            most = MOST_BYTES if most_bytes is None else most_bytes
            return all_of(name, kind, opened, data, most), kind
    return data, None


def all_of(name: str, kind: str, opened: Opened, data: bytes, most_bytes: int) -> bytes:
    from lzma import LZMAError

    try:
        with opened(data) as file:
            inside = file.read(most_bytes + 1)
    except (OSError, EOFError, zlib.error, LZMAError, zipfile.BadZipFile, ValueError) as error:
        raise TableFileError(f"{name} is a damaged {kind} file: {error}") from None
    except (RuntimeError, NotImplementedError) as error:
        raise TableFileError(f"{name} cannot be unpacked ({error}): unpack it first") from None
    if len(inside) > most_bytes:
        raise TableFileError(
            f"{name} holds more than {most_bytes:,} bytes once it is unpacked: take a part of it"
        )
    return inside


def require_one_file(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = files_in(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise TableFileError(f"{name} is a damaged zip file: {error}") from None
    if len(files) != 1:
        shown = ", ".join(each.filename for each in files[:3])
        raise TableFileError(
            f"{name} is a zip file with {len(files)} files in it{': ' * bool(files)}{shown}"
            f"{', …' if len(files) > 3 else ''}: unpack it, and name one of them"
        )


def files_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """All but folders, and what a Mac puts beside every file."""
    return [
        each
        for each in archive.infolist()
        if not each.is_dir() and not each.filename.startswith("__MACOSX/")
    ]
