"""How calls and contacts end, taken together: what a program publishes under names of its own (domain.md 3.4)."""

from .encounters import ContactOutcome, Disposition
from .incidents import Ending

# A code stands in one of them only, so that a name needs no more than its code.
OUTCOMES = (ContactOutcome, Disposition, Ending)
