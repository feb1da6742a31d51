"""The pages of a call: for each its template, the forms it holds, and the panels that say what is on it.

A panel is a function `(user, assignment) -> dict` in `panels/`, one file for each noun; it reads and never decides.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from .forms import (
    Letter,
    amendments,
    assignments,
    cautions,
    corrections,
    follow_ups,
    gaps,
    notes,
    out_of_service,
    referrals,
    safety,
    scenes,
    transports,
    withdrawals,
)
from .panels import backups, contacts, phrases, screening, timeline, times
from .panels import cautions as caution_panel
from .panels import follow_ups as follow_up_panel
from .panels import gaps as gap_panel
from .panels import referrals as referral_panel
from .panels import scenes as scene_panel
from .panels import transports as transport_panel


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
    "ems": safety.Ems,
}
ARRANGED = {"referral": referrals.Referral, "gap": gaps.Gap, "transport": transports.Transport, "plan": follow_ups.Plan}
ARRANGING = [referral_panel.panel, gap_panel.panel, transport_panel.panel, follow_up_panel.panel]
ON_SCENE = [backups.panel, scene_panel.panel, phrases.panel]
LEAVES = {
    leaf.name: leaf
    for leaf in (
        Leaf(
            "call",
            {**ALWAYS, "note": notes.Note, "correct": corrections.Correct, "caution": cautions.Caution},
            [
                backups.panel,
                caution_panel.panel,
                timeline.panel,
                times.panel,
                screening.panel,
                contacts.panel,
                phrases.panel,
            ],
        ),
        Leaf("scene", {**ALWAYS, "close": scenes.Close, "amend": amendments.Amend, "note": notes.Note}, ON_SCENE),
        Leaf("after", {**ALWAYS, **ARRANGED, "mistake": withdrawals.Withdraw}, [backups.panel, *ARRANGING]),
    )
}
HOME = Leaf("home", {**ALWAYS, "out_of_service": out_of_service.GoOut})
