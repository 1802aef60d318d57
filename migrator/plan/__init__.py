"""Plans: YAML files read with care, and bound to a repository."""

from migrator.plan.binding import bind
from migrator.plan.loader import known_codemods, load_plan, parse_plan, shipped_plans, stands_alone
from migrator.plan.model import BoundPlan, BoundStep, Plan
from migrator.plan.own_codemods import Unvouched
from migrator.plan.plan_file import Never, ParamSpec, Step
from migrator.plan.planned_command import PlannedCommand
from migrator.plan.schema import plan_schema
from migrator.plan.spelled_out import Spelled, spelled_out

__all__ = [
    "BoundPlan",
    "BoundStep",
    "Never",
    "ParamSpec",
    "Plan",
    "PlannedCommand",
    "Spelled",
    "Step",
    "Unvouched",
    "bind",
    "known_codemods",
    "load_plan",
    "parse_plan",
    "plan_schema",
    "shipped_plans",
    "spelled_out",
    "stands_alone",
]
