"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from assistant.errors import UsageError


def write_whole(path: Path, parts: Iterable[bytes]) -> int:
    """Writes a file beside its place and moves it there; how many parts it has.

    The file is readable by its owner alone: it holds customers' text.

    Raises:
        UsageError: the folder cannot be written.
    """
    try:
        with NamedTemporaryFile(dir=path.absolute().parent, prefix=".", delete=False) as file:
            try:
                count = 0
                for part in parts:
                    file.write(part)
                    count += 1
                file.close()
                os.replace(file.name, path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise UsageError(
            f"{path} cannot be written: {reason}", remedy="name another file"
        ) from None
    return count
