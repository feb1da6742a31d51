"""Pointing people to services."""

from .word import Word


class ReferralMode(Word):
    INFORMATION = "information", "Information only"
    WARM_HANDOFF = "warm_handoff", "Warm hand-off"
    APPOINTMENT = "appointment", "Appointment made"
    TRANSPORT = "transport", "Taken there"


class ReferralStatus(Word):
    OFFERED_DECLINED = "offered_declined", "Offered, declined"
    SENT = "sent", "Sent"
