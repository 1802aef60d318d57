"""A monorepo of any size that is made up: the same size and seed give the same commit, to the byte."""

from benchmarks.monorepo.generate import Generated, generate

__all__ = ["Generated", "generate"]
