"""Modules move to another folder or another package, and every reference stays true."""

from migrator.refactor.relocation.relocate import relocate
from migrator.refactor.relocation.request import Relocated, Relocation, Symbol

__all__ = ["Relocated", "Relocation", "Symbol", "relocate"]
