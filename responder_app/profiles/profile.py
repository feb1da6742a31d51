"""How one published program works, as a file says it: `programs/<name>.json`.

Every part (PARTS) has a source, or is told under `not_published`; what is only there has the neutral value below.
"""

from dataclasses import MISSING, dataclass, field, fields

MODELS = {"911": "911 call center", "embedded": "embedded clinician", "hotline": "hotline"}
MARKS = {"V": "read in the source", "S": "from an account of it", "K": "known in the field, not verified"}
# What a profile must account for, and the fields that say it.
PARTS = {
    "models": ("models",),
    "channels": ("channels",),
    "terms": ("terms",),
    "team": ("team", "make_up", "least_crew"),
    "hours": ("hours",),
    "units": ("units",),
    "limits": ("limits",),
    "call_types": ("call_types",),
    "questions": ("questions",),
    "form": ("form",),
    "outcomes": ("outcomes",),
    "follow_up": ("follow_up_hours",),
    "homes": ("homes",),
    "transport": ("transports",),
    "crews_take_calls": ("crews_take_calls",),
}


@dataclass(frozen=True, slots=True)
class Source:
    """`where`: section of the dossier the profiles are made from; `published`: when, as far as it says."""

    where: str
    mark: str
    published: str
    said_in: str


@dataclass(frozen=True, slots=True)
class Span:
    """Local times; closing at or before opening is the next day. `days`: 0 is Monday."""

    days: list[int]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Crew:
    """A unit to begin with; `kind` is said to whoever sets the program up."""

    call_sign: str
    kind: str
    hours: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    label: str
    eligible: bool = True
    priority: int = 3
    channels: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Profile:
    """`homes`, `transports`, `crews_take_calls`: None where nobody has published it."""

    name: str
    program: str
    city: str
    about: str
    time_zone: str
    call_types: list[Kind]
    units: list[Crew]
    sources: dict[str, Source]
    not_published: dict[str, str]
    models: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    team: str = ""
    make_up: list[str] = field(default_factory=list)
    least_crew: int = 2
    hours: list[Span] = field(default_factory=list)
    limits: dict[str, list[int] | int] = field(default_factory=dict)
    questions: list[dict[str, str]] = field(default_factory=list)
    form: dict[str, dict] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    follow_up_hours: int = 24
    homes: bool | None = None
    transports: bool | None = None
    crews_take_calls: bool | None = None

    def says(self, part: str) -> bool:
        """Whether the file departs from the neutral value of that part."""
        neutral = {one.name: None if one.default is MISSING else one.default for one in fields(self)}
        told = {name: getattr(self, name) for name in PARTS[part]}
        return any(value not in ([], {}, "", neutral[name]) for name, value in told.items())
