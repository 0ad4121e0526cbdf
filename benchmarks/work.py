"""The organization the invented people work for: lines of work, titles, topics of teams, sites, hours."""

from __future__ import annotations

from dataclasses import dataclass

ORGANIZATION = "halyard.example"
"""The domain of everybody's address, in the part of the name space that never belongs to anybody."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of work.

    `function` is a key of the standard vocabulary; `craft` completes 'junior …', 'senior …'; `head`
    completes 'head of …'. `topics` name teams, `skills` are what the line itself is made of.
    """

    key: str
    function: str
    craft: str
    head: str
    topics: tuple[str, ...]
    skills: tuple[str, ...]
    weight: int

    def title(self, stage: int) -> str:
        """What a person of this line at a career stage of 0 to 9 is called, without an article."""
        return (
            f"student assistant in {self.head}",
            f"trainee {self.craft}",
            f"junior {self.craft}",
            self.craft,
            f"senior {self.craft}",
            f"lead {self.craft}",
            f"manager in {self.head}",
            f"senior manager in {self.head}",
            f"director of {self.head}",
            f"executive for {self.head}",
        )[stage]


def _line(key: str, function: str, craft: str, head: str, weight: int, topics: str, skills: str) -> Line:
    return Line(
        key, function, craft, head, tuple(t.strip() for t in topics.split(",")), tuple(skills.split()), weight
    )


# fmt: off
LINES: tuple[Line, ...] = (
    _line("software", "engineering", "software engineer", "software", 16,
          "Payments, Metering, Sign-in, Mobile app, Platform, Field devices, Search, Billing",
          "back-end front-end mobile-development cloud devops security testing software-architecture databases "
          "code-review open-source machine-learning"),
    _line("data", "data", "data analyst", "data", 9,
          "Insight, Forecasts, Data platform, Grid data, Health data, Measurement",
          "data-analysis statistics machine-learning data-engineering dashboards experiments forecasting "
          "data-governance spreadsheets databases"),
    _line("product", "product", "product manager", "product", 7,
          "Household energy, Clinics, Learning app, Farmers, Onboarding journey, Partner tools",
          "product-discovery roadmaps user-research pricing prototyping experiments market-research "
          "stakeholder-management data-analysis"),
    _line("design", "design", "designer", "design", 5,
          "Design system, Service design, App design, Brand studio, Research studio",
          "interaction-design visual-design service-design content-design accessibility prototyping user-research "
          "storytelling"),
    _line("delivery", "project", "project manager", "delivery", 6,
          "Rollouts, Program office, Customer projects, Migration, New markets",
          "project-management agile program-management change-management risk-management process-improvement "
          "stakeholder-management facilitation"),
    _line("operations", "operations", "operations coordinator", "operations", 9,
          "Warehouse, Dispatch, Spare parts, Purchasing, Field service, Planning",
          "supply-chain procurement operations process-improvement quality-management safety forecasting "
          "negotiation retail manufacturing"),
    _line("marketing", "marketing", "marketer", "marketing", 5,
          "Campaigns, Brand, Growth, Web content, Regional marketing",
          "brand digital-marketing seo social-media events market-research campaigns crm copywriting "
          "public-relations"),
    _line("sales", "sales", "account manager", "sales", 8,
          "Public sector, Mid-size customers, Key customers, Partners, New business",
          "prospecting negotiation key-accounts presales partnerships bids-and-tenders sales-forecasting crm "
          "pricing"),
    _line("support", "customer", "customer advisor", "customer care", 7,
          "Customer care, Technical support, Success desk, Complaints, Help center",
          "customer-support customer-success conflict-resolution listening writing process-improvement crm "
          "onboarding"),
    _line("finance", "finance", "accountant", "finance", 6,
          "Ledger, Planning and analysis, Controlling, Treasury, Internal audit",
          "accounting budgeting financial-planning audit tax treasury spreadsheets forecasting risk-management "
          "compliance"),
    _line("law", "legal", "legal counsel", "legal", 3,
          "Contracts desk, Privacy office, Compliance",
          "contracts compliance privacy negotiation risk-management policy writing"),
    _line("people", "people", "people partner", "people and culture", 5,
          "Hiring, Learning, People partners, Pay and benefits, Wellbeing",
          "hiring onboarding learning-and-development pay-and-rewards employee-relations inclusion wellbeing "
          "organization-design coaching facilitation"),
    _line("science", "research", "research scientist", "research", 4,
          "Materials lab, Clinical studies, Water lab, Public health studies",
          "laboratory-work clinical-trials clinical-practice public-health statistics research writing fundraising "
          "safety"),
    _line("plant", "engineering", "plant engineer", "engineering", 5,
          "Solar sites, Wind sites, Factory, Civil works, Grid connection",
          "mechanical-engineering electrical-engineering civil-engineering manufacturing safety sustainability "
          "quality-management project-management"),
    _line("teaching", "learning", "instructor", "learning programs", 3,
          "School programs, Trainer network, Courses",
          "teaching curriculum-design community-building facilitation public-speaking inclusion volunteering"),
    _line("policy", "policy", "policy advisor", "public affairs", 2,
          "Public affairs, Foundation, Sustainability office",
          "policy sustainability fundraising public-relations partnerships stakeholder-management writing "
          "public-health"),
)
# fmt: on
"""Every line of work."""

FIELDS = (
    ("energy", 7),
    ("software", 6),
    ("healthcare", 4),
    ("education", 3),
    ("transport", 3),
    ("banking", 3),
    ("manufacturing", 3),
    ("agriculture", 2),
    ("government", 2),
)
"""Fields in which the organization is at work, with how many of twenty or so teams are there."""

_VALUES = """
honesty fairness growth autonomy creativity family health belonging achievement security courage
kindness excellence service sustainability fun
"""

VALUES: tuple[str, ...] = tuple(_VALUES.split())
"""Values that people choose from."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place where people work: its zone, its weight, who lives there, which languages help there."""

    name: str
    zone: str
    weight: int
    languages: tuple[str, ...]
    communities: tuple[tuple[str, int], ...]


def _site(name: str, zone: str, weight: int, languages: str, communities: str) -> Site:
    """A site; `communities` are keys with weights, such as 'polish:9 ukrainian:3'."""
    shares = tuple((key, int(share)) for key, _, share in (c.partition(":") for c in communities.split()))
    return Site(name, zone, weight, tuple(languages.split()), shares)


# fmt: off
SITES: tuple[Site, ...] = (
    _site("Lisbon", "Europe/Lisbon", 15, "pt",
          "portuguese:12 brazilian:4 spanish:2 french:2 italian:2 german:1 ukrainian:2 english:1 swahili:1"),
    _site("Nairobi", "Africa/Nairobi", 14, "sw",
          "kikuyu:7 luo:6 swahili:4 somali:2 amharic:2 hindi:1 english:1 igbo:1"),
    _site("Bengaluru", "Asia/Kolkata", 17, "kn hi",
          "kannada:6 tamil:4 hindi:5 malayalam:3 bengali:2 punjabi:1 urdu:1"),
    _site("Toronto", "America/Toronto", 12, "fr",
          "english:5 québécois:3 punjabi:2 urdu:2 persian:2 filipino:2 chinese:2 korean:1 arabic:2 irish:1 "
          "italian:1 ukrainian:1"),
    _site("São Paulo", "America/Sao_Paulo", 10, "pt es",
          "brazilian:12 portuguese:1 italian:1 japanese:2 latin-american:2 arabic:1"),
    _site("Warsaw", "Europe/Warsaw", 11, "pl",
          "polish:12 ukrainian:4 lithuanian:2 czech:1 german:1 vietnamese:1 turkish:1"),
    _site("Singapore", "Asia/Singapore", 10, "zh ms",
          "chinese:8 malay:3 tamil:2 filipino:2 indonesian:2 vietnamese:1 thai:1 japanese:1 english:1"),
    _site("London", "Europe/London", 3, "en", "english:5 irish:2 yoruba:2 bengali:1 akan:1 greek:1"),
    _site("Berlin", "Europe/Berlin", 2, "de", "german:6 turkish:3 arabic:1 dutch:1 hebrew:1"),
    _site("Montréal", "America/Toronto", 2, "fr", "québécois:6 arabic:2 french:2"),
    _site("Mexico City", "America/Mexico_City", 2, "es", "latin-american:9 spanish:1"),
    _site("Bogotá", "America/Bogota", 1, "es", "latin-american:1"),
    _site("Casablanca", "Africa/Casablanca", 2, "ar fr", "arabic:5 french:1"),
    _site("Lagos", "Africa/Lagos", 2, "yo ig", "yoruba:4 igbo:4 akan:1"),
    _site("Accra", "Africa/Accra", 1, "en", "akan:4 yoruba:1"),
    _site("Durban", "Africa/Johannesburg", 1, "zu", "zulu:4 hindi:1 english:1"),
    _site("Addis Ababa", "Africa/Addis_Ababa", 1, "am", "amharic:1"),
    _site("Istanbul", "Europe/Istanbul", 1, "tr", "turkish:5 persian:1 arabic:1"),
    _site("Athens", "Europe/Athens", 1, "el", "greek:1"),
    _site("Cluj", "Europe/Bucharest", 1, "ro", "romanian:3 hungarian:2"),
    _site("Helsinki", "Europe/Helsinki", 1, "fi sv", "finnish:3 swedish:2"),
    _site("Reykjavík", "Atlantic/Reykjavik", 1, "is", "icelandic:1"),
    _site("Hanoi", "Asia/Ho_Chi_Minh", 1, "vi", "vietnamese:1"),
    _site("Kathmandu", "Asia/Kathmandu", 1, "hi", "hindi:1"),
    _site("Almaty", "Asia/Almaty", 1, "kk", "kazakh:1"),
    _site("Osaka", "Asia/Tokyo", 1, "ja", "japanese:3 korean:1"),
    _site("Vancouver", "America/Vancouver", 1, "en", "english:2 chinese:2 punjabi:1 persian:1"),
    _site("Auckland", "Pacific/Auckland", 1, "en", "english:2 samoan:2 chinese:1"),
)
# fmt: on
"""Every site: seven hubs, and people who work from elsewhere."""

_HOURS = """
Mon-Fri 09:00-17:00
Mon-Fri 08:00-16:00
Mon-Fri 10:00-18:00
Mon-Fri 12:00-13:00
Mon-Fri 12:00-14:00
Mon-Fri 08:00-09:30
Mon-Fri 16:00-18:00
Mon-Fri 17:00-19:30
Mon-Fri 07:00-09:00
Mon-Thu 09:00-15:00
Mon-Thu 13:00-17:00
Mon-Wed 09:00-17:00
Wed-Fri 09:00-17:00
Tue-Thu 10:00-16:00
Tue-Fri 14:00-18:00
Mon 09:00-12:00; Wed 09:00-12:00; Fri 09:00-12:00
Mon 14:00-17:00; Wed 14:00-17:00
Tue 09:00-12:00; Thu 14:00-18:00
Tue 13:00-18:00; Thu 09:00-13:00
Mon 10:00-12:00; Tue 15:00-17:00; Fri 10:00-12:00
Wed 08:00-12:00; Fri 13:00-17:00
Tue 18:00-20:00; Thu 18:00-20:00
Mon-Thu 19:00-21:00
Fri 09:00-16:00
Mon-Fri 06:30-08:00; Mon-Fri 20:00-21:30
Mon 08:00-10:00; Tue-Thu 15:30-18:00
Mon-Fri 11:00-12:00; Mon-Fri 15:00-16:00
Sat 09:00-12:00; Wed 18:00-20:00
Tue 22:00-02:00; Thu 22:00-02:00
Mon-Tue 09:30-13:00; Thu-Fri 09:30-13:00
Mon-Fri 14:00-20:00
Sun-Thu 09:00-15:00
"""

PATTERNS: tuple[str, ...] = tuple(_HOURS.strip().splitlines())
"""Working patterns as a sheet has them, by the person's own clock."""

# fmt: off
PATTERN_WEIGHTS: tuple[int, ...] = (
    9, 6, 6, 4, 5, 3, 4, 3, 2, 4, 4, 3, 3, 4, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1, 2, 2, 3, 1, 1, 3, 3, 1,
)
# fmt: on
"""How common each of the patterns is."""
