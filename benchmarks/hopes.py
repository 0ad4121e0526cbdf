"""Sentences that mentees speak of themselves in, with gaps for what is theirs.

`{a}` and `{b}` are skills in words, `{job}` is a title with its article, `{head}` the line of work, `{team}` the
team, `{site}` the site, `{years}` a number in words.
"""

from __future__ import annotations

OPENINGS: tuple[str, ...] = (
    "I am {job} in {site} and have been with {team} for {years} years.",
    "I joined {team} in {site} last spring and am still finding my feet.",
    "I work as {job}; people tell me I am reliable, and I would like to be more than that.",
    "I am the only one of {team} in {site}, which is free and lonely at once.",
    "Back from a year of parental leave, I find that {team} has changed more than I have.",
    "I came to {head} by accident, from a degree in music, and stayed because I like the problems.",
    "My first {years} years here were about proving that I can do the job.",
    "In {team} I am the youngest by ten years, and I notice how often I wait to be asked.",
    "I moved to {site} for this job and know few people outside my own team.",
    "I have been {job} for {years} years and my manager says I am ready for more; I am not sure what more is.",
    "I work part time in {team} while my children are small, and I do not want to disappear.",
    "I am the first in my family to work in an office, and nobody ever explained the unwritten rules.",
    "I studied something else, taught myself to be {job}, and sometimes wait to be found out.",
    "I keep much of {team} running without a title that says so.",
    "Last year our team in {site} was merged with another one, and my old plan no longer fits.",
    "I like my work in {head}, yet the days are all small tasks and no direction.",
    "Quiet people get overlooked in {team}, and I am one of them.",
    "I have just been given a project that is two sizes too big for {job}.",
    "I work from {site}, two zones away from most of {team}, mostly through a screen.",
    "Since I came to {team} I have learned from documents more than from people.",
    "I took over from a colleague in {team} who left without notes.",
)

LATER: tuple[str, ...] = (
    "Being {job} was my dream at twenty; at thirty-five I am looking for the next one.",
    "For {years} years I have said yes to everything; now I would like to choose.",
    "After {years} years as {job} I know my daily work well and little beyond it.",
)
"""Openings of people who have been at work for some years."""

HOPES: tuple[str, ...] = (
    "I want to get better at {a}, above all where it touches {b}.",
    "By the end of the program I would like to be trusted with {a}.",
    "What I need most is practice in {a}; I have read enough about it.",
    "I hope to learn {a} from somebody who has done it for years and still finds it hard.",
    "My goal is to lead one piece of work on {a} from beginning to end.",
    "I am looking for help with {a}, and for an honest view of how far along I am.",
    "I would like to understand {a} well enough to explain it to my team.",
    "Two things are on my list: {a} first, then {b}.",
    "I have avoided {a} so far and want to stop avoiding it.",
    "Courses on {a} did not help; somebody to think with might.",
    "I want to find out whether {a} is where I should go next.",
    "It is {a} that stands between me and the work I want.",
    "In a year I would like colleagues to come to me about {a}.",
    "Help with {a} would make the largest difference, and {b} would be a welcome second.",
    "I would love to watch somebody good at {a} and ask why they did what they did.",
    "My aim is modest: one good habit in {a} and the courage to use it.",
    "I keep making the same mistakes in {a} and would like to make new ones.",
    "I want to move from doing as told to having an opinion on {a}.",
    "I am hoping for somebody who can look at my real cases in {a}.",
    "I need {a} by autumn, when our new project starts.",
    "Near me there is nobody who could teach me {a}.",
    "I would like to connect {a} with {b}, which I already know a little.",
    "Getting serious about {a} is my plan for this year.",
    "With some guidance on {a} I could take work off my manager's desk.",
    "I want to feel calm about {a} and not only look calm.",
    "My question is how people find their own way of {a}.",
    "I am curious about {a} and would start from very little.",
    "What {team} lacks is {a}, and I would like to be the one who begins.",
)

REASONS: tuple[str, ...] = (
    "My last attempt at it ended in a meeting I would rather forget.",
    "A year ago I said no to a chance because I did not feel ready; I do not want that again.",
    "The review I got in spring was kind and vague, so I am not sure what to work on.",
    "My team needs it, and so far everybody hopes that somebody else will learn it.",
    "I learn best from real cases and by being asked hard questions.",
    "English is my third language, and in meetings I am slower than my thoughts.",
    "I tend to prepare far too long and then run out of time.",
    "People outside {site} hardly know what we do, and that costs us.",
    "I would like my daughter to see me try something hard.",
    "When things get tense I go quiet, and afterwards I am annoyed with myself.",
    "I have good ideas in the shower and none in the room where it counts.",
    "We lost a customer over it, and I keep thinking about what I could have done.",
    "Nobody in {team} has done this before.",
    "I care about the work and am tired of only complaining about it.",
    "I am good at finishing and poor at starting.",
    "My manager supports this but has no time to teach me.",
    "I was told that I come across as hard, and I do not recognize myself in it.",
    "After a difficult year I would like to enjoy learning again.",
    "I have time for it now, since the big delivery is behind us.",
    "It would also help me decide whether I stay in {head}.",
    "I promised my team that I would not ask of them what I cannot do myself.",
)

ASKS: tuple[str, ...] = (
    "A mentor who tells me the truth early would suit me.",
    "I would be glad of somebody patient who asks more than they answer.",
    "Stories of what went wrong help me more than advice.",
    "I will come prepared and do what I say.",
    "If we can meet early in the day, so much the better.",
    "It would help if you know how decisions are really made here.",
    "I would love to meet one or two people through you, if it fits.",
    "Somebody from another part of the organization would be welcome.",
    "Please do not spare me.",
    "An hour a month is enough, if it is a good hour.",
    "I like plain words and a clear next step.",
    "Somebody who has raised children beside a job would understand my calendar.",
    "I am happy to write things down and share them before we meet.",
    "I am looking for a person, more than for an expert.",
    "Humor helps.",
    "I can offer a fresh pair of eyes in return.",
)

MOVES: dict[tuple[str, str], tuple[str, ...]] = {
    ("expert", "lead"): (
        "I would like to lead a small team without giving up the craft altogether.",
        "They asked me to lead the people I sit beside, and I have until summer to say yes.",
    ),
    ("lead", "manager"): (
        "I lead the work today and want to become responsible for the people too.",
        "My next step is to be a manager with a team of my own, and I want to do it well from the first day.",
    ),
    ("manager", "director"): (
        "I manage one team and would like to grow into leading several.",
        "In two years I want to be ready for a director's role, or know that I do not want it.",
    ),
    ("expert", "principal"): (
        "I want to go far as an expert, without managing people.",
        "Is there a path upward for somebody who loves the subject more than the org chart? I hope so.",
    ),
    ("manager", "expert"): (
        "I have managed people for a while and miss the craft; I am thinking of going back to it.",
    ),
    ("study", "work"): (
        "I am still half a student and want to arrive in working life properly.",
        "University taught me a lot, though not how to work with fourteen other people.",
    ),
    ("academia", "industry"): (
        "I left the university after my doctorate and am learning to be useful in weeks and not in years.",
        "I come from research and want to find my place in industry without pretending to be somebody else.",
    ),
    ("industry", "academia"): (
        "I would like to find a way back into research, perhaps a doctorate beside the job.",
    ),
    ("job", "own-firm"): (
        "One day I want to start a firm of my own, and I would rather hear the hard parts now.",
    ),
    ("large", "small"): (
        "I have only known large organizations and am drawn to small ones, where one sees what one did.",
    ),
    ("business", "public"): ("I would like to take what I know into public service at some point.",),
    ("military", "civilian"): (
        "I served eight years in the army and still translate every job description into my own words.",
    ),
    ("expert", "function"): (
        "I want to change from {head} into another kind of work and need to know what carries over.",
        "I would like to try another function; my manager knows, and nobody can tell me how it is done.",
    ),
    ("expert", "field"): ("I would like to take my craft into another field, where I know nobody yet.",),
    ("home-country", "country"): (
        "I hope to work from another country within two years, and the papers are the small part of it.",
        "I arrived in {site} from abroad and am learning how things are said here.",
    ),
    ("work", "return"): ("I am coming back after a long break and would like to come back as myself.",),
    ("contributor", "maintainer"): (
        "I send patches to an open source project and would like to help run it.",
    ),
    ("executive", "board"): ("Later on I would like to serve on a board and want to learn what that asks.",),
}
"""By the move that the mentee wants."""
