"""What git's words mean, and what to do about them."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence

from migrator.errors import GitError

MENDS: tuple[tuple[str, str], ...] = (
    (r"not a git repository", "go into a repository, or name one with --repo"),
    (r"dubious ownership", "the folder belongs to another user; git names the command that trusts it"),
    (r"Permission denied|insufficient permission|Read-only file system", "the repository can't be written to"),
    (
        r"\.lock': File exists|Another git process",
        "another git command is running here; wait for it, and remove the lock file only if there is none",
    ),
    (
        r"is at [0-9a-f]+ but expected|reference already exists|unable to resolve reference",
        "somebody else moved the branch meanwhile; look at it, then run the command again",
    ),
    (r"cannot lock ref .* exists; cannot create", "a branch of that name is in the way; choose another with --branch"),
    (
        r"tell me who you are|ident name|no email was given|no name was given|auto-detect email",
        'say who makes the commits: git config user.name "Your Name" and git config user.email you@example.com',
    ),
    (
        r"gpg failed to sign|failed to sign|signing failed|failed to write commit object|public key|signing ?key",
        "commit.gpgsign is set: unlock the signing key, or turn signing off with git config commit.gpgsign false",
    ),
    (r"No space left on device|Disk quota exceeded", "make room on the disk"),
    (
        r"aborted by( the reference-transaction)? hook",
        "a hook of the repository forbids it: see hooks/reference-transaction",
    ),
    (r"bad object|corrupt|unable to read|inflate|could not get object", "check the repository with git fsck"),
)
"""Git's words as a regular expression, and the mend. First match counts."""


def explained(arguments: Sequence[str], status: int, words: str) -> GitError:
    """The error for a failed git command: git's own words, and the mend where one is known."""
    lines = [line.strip() for line in words.split("\n")]
    hints = [line.removeprefix("hint:").strip() for line in lines if line.startswith("hint:")]
    said = [line for line in lines if line and not line.startswith(("hint:", "warning:"))]
    message = " ".join(re.sub(r"^(fatal|error): ", "", line) for line in said)
    mend = next((mend for pattern, mend in MENDS if re.search(pattern, words)), "")
    command = next((argument for argument in arguments if argument[:1] not in ("-", "") and "=" not in argument), "")
    return GitError(f"git {command}: {message or _ending(status)}", hint=mend or " ".join(filter(None, hints)))


def _ending(status: int) -> str:
    """How a program ended that said nothing."""
    if status >= 0:
        return f"exit status {status}"
    return f"ended by signal {-status} ({signal.strsignal(-status) or 'unknown'})"
