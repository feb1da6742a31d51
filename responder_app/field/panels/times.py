from ... import access
from ...words import LADDER


def panel(user, assignment) -> dict:
    """Every report of the crew as it was filed and as it stands, and what stood before the last."""
    reports = list(
        access.reports_for(user).filter(assignment=assignment).select_related("by").prefetch_related("corrections")
    )
    standing = sorted((report for report in reports if report.stands_at), key=lambda report: report.stands_at)
    return {
        "reports": [(report, report.status in LADDER) for report in reports],
        "before": standing[-2] if len(standing) > 1 else None,
    }
