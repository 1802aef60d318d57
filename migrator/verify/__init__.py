"""Proofs that a branch does what its base did: evidence, not confidence."""

from migrator.engine import CheckStatus
from migrator.verify.proof import Finding, Proof, Proven
from migrator.verify.run import PROOFS, Verification, verify
from migrator.verify.subject import Subject
from migrator.verify.workshop import Workshop

__all__ = ["PROOFS", "CheckStatus", "Finding", "Proof", "Proven", "Subject", "Verification", "Workshop", "verify"]
