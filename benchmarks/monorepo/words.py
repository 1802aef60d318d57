"""Names: every module gets one of its own, made of words that such code is full of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

_FIRST = (
    "account active annual archived billing bulk cached campaign checkout client contract credit customer daily "
    "delivery device discount document draft email employee export external feature file gift global group "
    "import incoming internal inventory invoice legacy loyalty manual media member merchant monthly network nightly "
    "offer order outgoing partner payment pending period portal pricing product profile project public purchase remote"
)
_SECOND = (
    "access address alert amount approval asset audit batch budget calendar catalog change channel charge code comment "
    "consent cost currency deadline detail event expense filter history invite item label ledger limit line list "
    "location message metric note notice option owner package page plan policy preview price quota rate reason receipt"
)
_THIRD = (
    "adapter builder cache checker client counter diff formatter guard index loader mapper matcher merger model parser "
    "planner policy query reader registry resolver rules search sorter state store summary sync totals tracker"
)


def stems(random: Random) -> Iterator[str]:
    """Over a hundred thousand names such as `invoice-rate-parser`, no two the same, in an order by `random`."""
    found = ["-".join(words) for words in product(_FIRST.split(), _SECOND.split(), _THIRD.split())]
    random.shuffle(found)
    yield from found


def camel(stem: str) -> str:
    """`invoiceRateParser`."""
    first, *rest = stem.split("-")
    return first + "".join(word.capitalize() for word in rest)


def pascal(stem: str) -> str:
    """`InvoiceRateParser`."""
    return "".join(word.capitalize() for word in stem.split("-"))
