"""Runs a command and writes down what it took, as one line: wall, CPU, peak in the kernel's unit, exit code, ended.

A program of its own, and a small one: a process begins with the peak of memory that the one which starts it has had.
"""

import os
import signal
import sys
import time


def main() -> None:
    """Arguments: limit in seconds, files for the line, for input, output and errors, then the command."""
    limit, line, source, output, errors, *command = sys.argv[1:]
    ended = False
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.setsid()
        writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        for number, path, flags in ((0, source, os.O_RDONLY), (1, output, writing), (2, errors, writing)):
            os.dup2(os.open(path, flags, 0o644), number)
        try:
            os.execvp(command[0], command)
        except OSError as error:
            os.write(2, f"{command[0]}: {error.strerror}\n".encode())
            os._exit(127)

    def end(*_: object) -> None:
        nonlocal ended
        ended = True
        os.killpg(child, signal.SIGKILL)

    for one in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(one, end)
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    with open(line, "w") as told:  # noqa: PTH123 - pathlib would double what this program takes.
        told.write(f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss} ")
        told.write(f"{os.waitstatus_to_exitcode(status)} {int(ended)}")


if __name__ == "__main__":
    main()
