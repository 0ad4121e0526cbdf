"""The columns of the sheets that `cairn match` reads. `docs/match-command/columns.md` documents each."""

from __future__ import annotations

from cairn.sheets import Column

STYLE_KEYS = ("style_1", "style_2", "style_3", "style_4", "style_5")
"""The keys of the five columns on working style."""

_WHO = (
    Column(
        key="id",
        title="ID",
        aliases=("person id", "employee id", "number", "key"),
        example="E1042",
        explanation="Anything that stands for one person and never changes. Without it the email is taken, "
        "or else the name. The same ID in both sheets is one person in both roles.",
    ),
    Column(
        key="name",
        title="Name",
        aliases=("full name", "person", "participant"),
        example="Amara Okafor",
        explanation="The name to use in results.",
    ),
    Column(
        key="email",
        title="Email",
        aliases=("mail", "email address", "mail address", "work email"),
        example="amara.okafor@example.org",
        explanation="Shown in results, and the ID of whoever has none. Never used to match.",
    ),
)

_GOALS_WANTED = Column(
    key="goals",
    title="Goals",
    aliases=("goal", "hopes", "about", "what do you hope for"),
    example="Lead my first team, and learn to delegate.",
    explanation="A few sentences on what the person hopes for. Skills named here count as well.",
)
_GOALS_OFFERED = Column(
    key="goals",
    title="Goals",
    aliases=("goal", "can help with", "help", "about", "what can you help with"),
    example="I can help with first teams and hard talks.",
    explanation="A few sentences on what the person can help with. Skills named here count as well.",
)

_WORK = (
    Column(
        key="field",
        title="Field",
        aliases=("industry", "sector"),
        example="Health",
        explanation="The industry or subject.",
    ),
    Column(
        key="function",
        title="Function",
        aliases=("kind of work", "job family", "department"),
        example="Engineering",
        explanation="The kind of work.",
    ),
    Column(
        key="stage",
        title="Career stage",
        aliases=("stage", "career level", "seniority", "level", "grade"),
        example="3",
        explanation="A number from 0 (student) to 9 (executive), or its name, such as 'senior'.",
    ),
)

_TOGETHER = (
    Column(
        key="values",
        title="Values",
        aliases=("value", "personal values"),
        example="honesty; curiosity; family",
        explanation="Up to five values from the list, separated by semicolons.",
    ),
    Column(
        key="languages",
        title="Languages",
        aliases=("language", "spoken languages"),
        example="English; Yoruba",
        explanation="Languages to talk in, as names or codes, separated by semicolons. Two people without a "
        "common one are not matched; whoever names none can be matched with anybody.",
    ),
    Column(
        key="zone",
        title="Time zone",
        aliases=("zone", "timezone", "tz"),
        example="Africa/Lagos",
        explanation="The name of a zone, such as Europe/Berlin, or of its city. Needed with meeting times.",
    ),
    Column(
        key="windows",
        title="Meeting times",
        aliases=("windows", "availability", "available", "hours", "times"),
        example="Mon 9:00-12:00; Tue-Thu 14-17",
        explanation="When the person can meet in a usual week, by the clock of their own zone. Days may be "
        "ranges; hours are 9, 9:30, 14:00 or 2pm. Leave it empty for no answer.",
    ),
    Column(
        key="style",
        title="Working style",
        example="0.2 0.5 0.9 0.4 1",
        explanation="The five answers on working style in one cell, each from 0 (the left end) to 1 (the "
        "right end) or in percent, separated by spaces. Or use the five columns that follow.",
    ),
)

_PLACE = (
    Column(
        key="team",
        title="Team",
        aliases=("group name", "unit"),
        example="Platform",
        explanation="Two people of the same team are not matched (except in peer programs).",
    ),
    Column(
        key="site",
        title="Site",
        aliases=("location", "office", "city"),
        example="Lagos",
        explanation="Where the person works.",
    ),
    Column(
        key="manager",
        title="Manager",
        aliases=("line manager", "reports to", "supervisor", "boss"),
        example="E0007",
        explanation="The line manager, by ID, email or exact name. Nobody is matched with their own manager "
        "or report. A manager who is in neither sheet may be named as well.",
    ),
    Column(
        key="not_with",
        title="Not with",
        aliases=("conflicts", "avoid", "never with"),
        example="E0315; tomas.novak@example.org",
        explanation="People whom this person must not be matched with, by ID, email or exact name, separated "
        "by semicolons. Private: no result says that it was the reason.",
    ),
    Column(
        key="group",
        title="Group",
        family=True,
        example="Group: gender",
        explanation="Any number of columns headed 'Group: gender', 'Group: age' and so on. Never used to "
        "match; only to report whether groups fare alike.",
    ),
)


def _style_columns() -> tuple[Column, ...]:
    about = (
        ("structure", "a clear plan (0) or seeing where the talk leads (1)"),
        ("directness", "feedback gently (0) or straight (1)"),
        ("pace", "slowly and thoroughly (0) or fast (1)"),
        ("support", "questions (0) or advice (1)"),
        ("distance", "mostly about work (0) or about life as a whole (1)"),
    )
    return tuple(
        Column(
            key=key,
            title=f"Style {number}",
            aliases=(f"style {number} {word}", f"working style {number}"),
            example="0.7",
            explanation=f"Working style, question {number}: {ends}. Answer all five or none.",
        )
        for number, (key, (word, ends)) in enumerate(zip(STYLE_KEYS, about, strict=True), 1)
    )


MENTEE_COLUMNS: tuple[Column, ...] = (
    *_WHO,
    _GOALS_WANTED,
    Column(
        key="wants",
        title="Skills wanted",
        aliases=("skill wanted", "wanted skills", "skills to learn", "wants to learn", "skills"),
        example="delegation (1 → 3); negotiation (0 → 2); SQL",
        explanation="Skills to learn, separated by semicolons, each with the own level from 0 (none) to 5 "
        "(expert) and the priority from 1 (nice to have) to 3 (most wanted): 'skill (own level → priority)'. "
        "A skill alone means level 0 and priority 2.",
    ),
    *_WORK,
    Column(
        key="move",
        title="Move wanted",
        aliases=("move", "career move", "career move wanted", "transition"),
        example="lead > manager",
        explanation="A career move that the person wants to make, as 'from > to'.",
    ),
    *_TOGETHER,
    *_style_columns(),
    Column(
        key="seats",
        title="Mentors wanted",
        aliases=("seats", "capacity", "number of mentors", "how many mentors"),
        example="1",
        explanation="How many mentors the person wants, 1 to 3. Empty means 1.",
    ),
    Column(
        key="passed_over",
        title="Passed over",
        aliases=("rounds passed over", "times passed over", "waited", "rounds waited"),
        example="0",
        explanation="Rounds in which the person was left without a mentor, 0 to 9. Whoever waited longest "
        "comes first, as long as that costs nobody a match. Empty means 0.",
    ),
    Column(
        key="ranking",
        title="Ranking",
        aliases=("shortlist", "mentor wishes", "preferred mentors", "wishes"),
        example="E0007; E0315",
        explanation="Mentors in the order of the person's own wish, at most 5, by ID, email or exact name, "
        "separated by semicolons.",
    ),
    *_PLACE[:2],
    Column(
        key="required_function",
        title="Required function",
        aliases=("mentor function",),
        example="Sales",
        explanation="The mentor must be of this function. Empty means any.",
    ),
    Column(
        key="required_site",
        title="Required site",
        aliases=("mentor site", "required location"),
        example="Nairobi",
        explanation="The mentor must work at this site. Empty means any.",
    ),
    *_PLACE[2:],
)
"""The columns of the sheet of mentees, in the order of the template."""

MENTOR_COLUMNS: tuple[Column, ...] = (
    *_WHO,
    _GOALS_OFFERED,
    Column(
        key="offers",
        title="Skills offered",
        aliases=("skill offered", "offered skills", "skills to teach", "can teach", "expertise", "skills"),
        example="delegation (5); negotiation (4); SQL",
        explanation="Skills that the person can teach, separated by semicolons, each with the level from 1 "
        "(beginner) to 5 (expert): 'skill (level)'. A skill alone means level 4.",
    ),
    *_WORK,
    Column(
        key="moves",
        title="Moves made",
        aliases=("move made", "career moves", "career moves made", "transitions"),
        example="lead > manager; academia > industry",
        explanation="Career moves that the person has made, each as 'from > to', separated by semicolons.",
    ),
    *_TOGETHER,
    *_style_columns(),
    Column(
        key="seats",
        title="Seats",
        aliases=("capacity", "number of mentees", "mentees wanted", "how many mentees", "places"),
        example="2",
        explanation="How many mentees the person can take, 0 to 20. Empty means 1, 0 nobody for now.",
    ),
    Column(
        key="ranking",
        title="Ranking",
        aliases=("shortlist", "mentee wishes", "preferred mentees", "wishes"),
        example="E1042",
        explanation="Mentees in the order of the person's own wish, at most 8, by ID, email or exact name, "
        "separated by semicolons.",
    ),
    *_PLACE,
)
"""The columns of the sheet of mentors, in the order of the template."""

PAIR_COLUMNS: tuple[Column, ...] = (
    Column(
        key="mentee",
        title="Mentee",
        aliases=("mentee name", "mentee email"),
        example="E1042",
        explanation="The mentee, by ID, email or exact name.",
    ),
    Column(
        key="mentee_id",
        title="Mentee ID",
        example="E1042",
        explanation="The ID of the mentee; it decides where the column 'Mentee' is there as well.",
    ),
    Column(
        key="mentor",
        title="Mentor",
        aliases=("mentor name", "mentor email"),
        example="E0007",
        explanation="The mentor, by ID, email or exact name.",
    ),
    Column(
        key="mentor_id",
        title="Mentor ID",
        example="E0007",
        explanation="The ID of the mentor; it decides where the column 'Mentor' is there as well.",
    ),
)
"""The columns of a list of pairs, to keep or to forbid. Further columns are left unread."""
