"""The pages of a call: for each its template, the forms it holds, and the panels that say what is on it.

A panel is a function `(user, assignment) -> dict` in `panels/`, one file for each noun; it reads and never decides.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from .forms import Letter, assignments, encounters, referrals, safety
from .panels import backups, timeline


@dataclass(frozen=True)
class Leaf:
    """`name` is the end of its URL name, `tablet-…`, and of its templates `field/….html` and `field/_….html`."""

    name: str
    forms: dict[str, type[Letter]]
    panels: list[Callable] = field(default_factory=list)


# What every page of a call holds: the answer, the ladder, and the way to help.
ALWAYS = {
    "accept": Letter,
    "decline": assignments.Decline,
    "status": assignments.Status,
    "backup": safety.Backup,
    "end_of_backup": safety.EndOfBackup,
}
LEAVES = {
    leaf.name: leaf
    for leaf in (
        Leaf("call", {**ALWAYS, "note": encounters.Note}, [backups.panel, timeline.panel]),
        Leaf("scene", {**ALWAYS, "close": encounters.Close}, [backups.panel]),
        Leaf("after", {**ALWAYS, "referral": referrals.Referral}, [backups.panel]),
    )
}
HOME = Leaf("home", ALWAYS)
