"""`migrate`, and `python -m migrator`: the program, from its first moment on."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

# With `-m` Python looks for modules in the current directory first: `click.py` of a strange repository, say. Where that
# directory is gone, there is nothing to find in it.
with suppress(FileNotFoundError):
    if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] == str(Path.cwd()):
        del sys.path[0]


def main() -> NoReturn:
    """Run the command line. Whoever asks the program to end interrupts it, also while it is still being loaded."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # What is known of a repository stays until the end. Looking for garbage in it was a quarter of the time of a run.
    gc.disable()
    try:
        from migrator.cli.main import run
    except KeyboardInterrupt:
        sys.exit(130)
    code = run(sys.argv[1:])
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed by whoever started the program
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # Python says what is wrong with it.
    # What is known of a repository need not be taken apart piece by piece.
    os._exit(code)


if __name__ == "__main__":
    main()
