"""Proofs that a branch does what its base did: evidence, not confidence."""

from migrator.verify.proof import Finding, Proof, ProofStatus, Proven
from migrator.verify.run import PROOFS, Verification, verify
from migrator.verify.subject import Subject
from migrator.verify.workshop import Workshop

__all__ = ["PROOFS", "Finding", "Proof", "ProofStatus", "Proven", "Subject", "Verification", "Workshop", "verify"]
