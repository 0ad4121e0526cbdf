"""Sentences that mentors speak of themselves in, with gaps for what is theirs (see `hopes`)."""

from __future__ import annotations

OPENINGS: tuple[str, ...] = (
    "I am {job} in {site} and have worked in {head} for {years} years.",
    "For {years} years I have been in {head}, most of them with people who knew more than I did.",
    "I started here as a temp in {site} and am now {job}.",
    "As {job} I spend most of my day on other people's problems, and I like that.",
    "I came to {head} late, after {years} years of doing something quite different.",
    "My path to where I am had two dead ends and one lucky meeting.",
    "{years} years ago I was where many of you are now.",
    "I am {job}, a runner, and a parent of two who sleeps less than planned.",
    "I grew up far from {site} and learned how things are done here by getting them wrong.",
    "People come to me when they are stuck in {head}.",
    "I have been {job} long enough to have been wrong in public.",
    "Most of what I know about {head} I learned from one mentor, and I would like to pass it on.",
    "I work half in {site} and half on trains.",
    "My team is small, old friends by now, and better than I at most things.",
)

LATER: tuple[str, ...] = (
    "I have built up {team} from three people and a borrowed desk.",
    "I look after {team} in {site}.",
    "I have hired some thirty people for {team} and said goodbye to a few.",
    "I have led teams in three countries and still forget the holidays of two of them.",
)
"""Openings of people who lead."""

HELPS: tuple[str, ...] = (
    "I can help with {a} and {b}.",
    "What I can offer is {a}, with real cases and the mistakes left in.",
    "Ask me about {a}; I have done it well and badly.",
    "I am at my best when somebody brings a real question on {a}.",
    "Where I can be of use: {a}, {b}, and the nerves before the first time.",
    "I have spent years on {a} and can save you some of them.",
    "I enjoy {a} and can show how I go about it, step by step.",
    "If {a} keeps you awake, we will get along.",
    "I have taught {a} to new colleagues, and each of them asked something I had not thought of.",
    "Together we could look at {a}, and at {b} where it gets in the way.",
    "I can open my notebook on {a} and let you copy what fits.",
    "I know {a} from practice rather than from books.",
    "I help people find their own way of {a}, since mine will not suit everybody.",
    "With {a} I can be a sparring partner; with {b} a second pair of eyes.",
    "I would gladly share what I know of {a}.",
    "You can practice {a} with me before you do it where it counts.",
    "Many ask me for {a}; fewer ask for {b}, which I find the more useful of the two.",
    "For questions of {a} I have a drawer full of stories.",
    "I can help you make a plan for {a} that survives a busy month.",
    "If you are new to {a}, good: so was I, at forty.",
    "My strengths are {a} and {b}, in that order.",
    "I can read your drafts, sit in on a rehearsal and be honest about {a}.",
)

LIVED: tuple[str, ...] = (
    "I once turned down a promotion and was glad of it for years.",
    "My first year of leading people was hard on me and harder on them; I learned to ask.",
    "I raised two children on my own beside this job and know what a calendar can do to a person.",
    "I was let go once, in the middle of a move, and remember every kind word from that time.",
    "I am shy by nature and had to find a way of leading that does not need a loud voice.",
    "A project of mine failed in front of three hundred people, and I can laugh about it now.",
    "I moved countries twice and started with a new language each time.",
    "For a long time I was the only one of my kind in the room, and I have notes on that.",
    "I burned out at thirty-eight and came back slower and better.",
    "I have a chronic illness and have learned to plan around my energy.",
    "I left school at sixteen and took my degree in the evenings.",
    "I cared for my father for two years and worked part time; nothing fell apart.",
    "I have been passed over, and I have passed over others, and both taught me something.",
    "I said yes to a role I was not ready for, and a patient colleague got me through.",
    "I found my voice late, in a language that is not my own.",
    "I made the jump from doing to leading and missed the doing for a whole year.",
    "I once merged two teams that did not want to meet.",
    "I had a manager who never explained anything, so I explain a lot.",
    "I have sat on both sides of the table in a hundred interviews.",
    "I returned after a long break and had to ask what half the words meant.",
)

STYLES: tuple[str, ...] = (
    "I ask a lot of questions and give few answers.",
    "I am direct and kind, and I try to be both in one sentence.",
    "I like to walk while we talk, even on the phone.",
    "You choose the topic; I bring coffee.",
    "I will not tell you what to do.",
    "I read whatever you send me before we meet.",
    "I keep what is said between us.",
    "I can introduce you to people when we both think it is time.",
    "I expect you to book our meetings, and I will always turn up.",
    "Small steps, often looked at, is how I work.",
    "I like people who disagree with me.",
    "If I cannot help I will say so and find somebody who can.",
    "Bring the thing you would rather not bring.",
)

MOVES: dict[tuple[str, str], tuple[str, ...]] = {
    ("expert", "lead"): (
        "I went from expert to lead in the team I had been part of, and know how odd the first lunch feels.",
    ),
    ("lead", "manager"): (
        "I was a lead who became a manager overnight; I can tell you what I wish I had asked.",
        "The step from lead to manager took me two attempts.",
    ),
    ("manager", "director"): ("Going from one team to five taught me to work through others.",),
    ("director", "executive"): (
        "I have been a director and an executive, and the second is not more of the first.",
    ),
    ("expert", "principal"): ("I have stayed an expert on purpose and can show that path.",),
    ("manager", "expert"): ("I gave up managing after six years and went back to the craft, gladly.",),
    ("study", "work"): ("I remember my first months after university as if I had written them down.",),
    ("academia", "industry"): (
        "I left academia with a doctorate and no idea what a quarter was.",
        "Ten years of research, then industry: I can tell you what carried over.",
    ),
    ("industry", "academia"): ("I went back to the university for three years and can say what it cost.",),
    ("job", "own-firm"): ("I ran a firm of my own for five years and closed it properly.",),
    ("own-firm", "job"): ("I had a firm, sold it, and learned to be somebody's employee again.",),
    ("large", "small"): ("I have worked in a company of forty thousand and in one of nine.",),
    ("small", "large"): ("I came from a workshop of nine people and had to learn what a department is.",),
    ("business", "public"): ("I spent four years in a ministry and learned to love a file.",),
    ("public", "business"): ("I came from public service and had to learn the word margin.",),
    ("military", "civilian"): ("I left the navy as an officer and had to learn to work without ranks.",),
    ("expert", "function"): (
        "I changed from one kind of work to another at forty, starting as a beginner again.",
    ),
    ("expert", "field"): ("I have taken the same craft through three fields.",),
    ("home-country", "country"): ("I have moved to a new country for work and learned where to ask.",),
    ("work", "return"): (
        "After four years at home I came back, and it took me one of them to feel at ease.",
    ),
    ("contributor", "maintainer"): ("I went from sending patches to maintaining an open source project.",),
    ("executive", "board"): ("I now sit on a board and am learning to ask and not to do.",),
}
"""By a move that the mentor has made."""
