"""An outcome in git's terms: the commits it makes, their trees' ids, and the branch that is to hold them."""

from migrator.publish.branch import Published, publish
from migrator.publish.proposal import PlannedCommit, Proposal, propose

__all__ = ["PlannedCommit", "Proposal", "Published", "propose", "publish"]
