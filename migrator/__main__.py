"""`migrate`, and `python -m migrator`: the program, from its first moment on."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. Whoever asks the program to end interrupts it, also while it is still being loaded."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from migrator.cli.main import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
