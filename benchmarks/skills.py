"""Which skills the invented people want and offer, how often, and how they speak of them.

Some are wanted by many and offered by few (data engineering, machine learning, negotiation, dealing with a
board), so that no plan can please everybody.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A skill by its id of the standard vocabulary.

    `wanted` and `offered`: how often, as weights of 1 to 9. `phrases`: how a person names it in a sentence,
    each fit to follow 'help with'.
    """

    skill: str
    wanted: int
    offered: int
    phrases: tuple[str, ...]


_TABLE = """
back-end | 4 3 | back-end development / building services that stay up
front-end | 4 4 | front-end development / building interfaces people enjoy
mobile-development | 3 2 | mobile development
cloud | 5 3 | cloud architecture / moving services to the cloud
devops | 5 2 | DevOps / site reliability and calm releases
security | 4 2 | information security / security reviews
testing | 2 4 | software testing / writing tests that matter
software-architecture | 6 2 | software architecture / drawing the lines of a system
databases | 3 4 | databases and SQL / database design
code-review | 2 4 | code review / giving kinder code reviews
data-analysis | 5 5 | data analysis / asking better questions of our data
statistics | 4 3 | statistics / knowing when a number means something
machine-learning | 9 2 | machine learning / bringing machine learning into a real product
data-engineering | 9 1 | data engineering / building data pipelines that do not break at night
dashboards | 3 4 | dashboards / dashboards that people really open
experiments | 4 2 | experiments and A/B tests / designing experiments
forecasting | 3 2 | forecasting / forecasting demand
data-governance | 2 2 | data governance
research | 3 3 | research methods / planning a piece of research
spreadsheets | 1 5 | spreadsheets / spreadsheets that others can follow
product-discovery | 5 3 | product discovery / finding out what is worth building
roadmaps | 4 4 | roadmaps / saying no with a roadmap
user-research | 5 3 | user research / listening to users without leading them
interaction-design | 4 3 | interaction design and UX / UX for difficult workflows
visual-design | 2 3 | visual design / UI design
service-design | 4 2 | service design
content-design | 2 2 | content design
accessibility | 4 2 | accessibility / making products work for disabled people
prototyping | 2 4 | prototypes / testing an idea with a prototype
pricing | 4 2 | pricing / setting a price and standing by it
project-management | 5 6 | project management / keeping a project on its feet
agile | 3 6 | agile working and Scrum / making agile more than ceremonies
program-management | 4 3 | program management / leading several projects as one
change-management | 6 3 | change management / bringing people along through change
risk-management | 3 4 | risk management
process-improvement | 4 5 | process improvement and lean / taking waste out of a process
quality-management | 2 4 | quality management
supply-chain | 4 3 | supply chain planning / steadier supply chains
procurement | 2 3 | procurement / buying well
operations | 3 5 | running operations / day-to-day operations
brand | 3 3 | brand work / giving a brand a voice
digital-marketing | 4 4 | digital marketing
seo | 3 2 | SEO / being found by search engines
social-media | 2 4 | social media
events | 1 4 | organizing events
market-research | 3 3 | market research
public-relations | 3 2 | public relations / talking to the press
campaigns | 2 4 | campaigns / planning a campaign
crm | 2 3 | CRM systems
copywriting | 3 3 | copywriting
prospecting | 3 4 | prospecting / opening doors with new customers
negotiation | 8 2 | negotiation / negotiating without giving in or giving up
key-accounts | 4 3 | key accounts / looking after key accounts
presales | 3 2 | presales
partnerships | 4 2 | partnerships / building partnerships that last
customer-success | 3 5 | customer success
customer-support | 2 5 | customer support / calming upset customers
retail | 1 2 | retail
bids-and-tenders | 3 2 | bids and tenders / winning tenders
sales-forecasting | 3 3 | sales forecasts
accounting | 3 4 | accounting
budgeting | 5 4 | budgets / defending a budget
financial-planning | 5 2 | financial planning and FP&A
audit | 2 3 | audit
tax | 1 2 | tax
treasury | 2 1 | treasury
contracts | 3 3 | contracts / reading contracts
compliance | 3 3 | compliance
privacy | 3 2 | privacy and GDPR / privacy by design
fundraising | 4 1 | fundraising / asking for money without blushing
hiring | 5 5 | hiring / hiring well and fairly
onboarding | 2 5 | onboarding / welcoming new colleagues
learning-and-development | 3 4 | learning and development
pay-and-rewards | 2 1 | pay and rewards
employee-relations | 2 3 | employee relations
inclusion | 4 3 | inclusion / making a team where everybody is heard
wellbeing | 3 2 | wellbeing at work
organization-design | 4 2 | organization design
coaching | 5 4 | coaching / coaching others instead of answering for them
facilitation | 4 4 | facilitation / running workshops
strategy | 8 3 | strategy / thinking in strategy and not in tasks
delegation | 8 5 | delegation / letting go of work I used to do myself
feedback | 7 6 | feedback / giving feedback that helps
conflict-resolution | 6 3 | conflict / settling conflict in a team
team-building | 4 6 | team building / building a team from strangers
influence | 9 3 | influence without authority / influence
decision-making | 5 5 | decision making / deciding with half the facts
vision | 4 2 | vision / giving people a picture of where we go
crisis-management | 3 2 | crisis management / staying steady in a crisis
board-relations | 4 1 | working with a board / reporting to a board
public-speaking | 8 3 | public speaking / presenting to a large room
writing | 4 4 | writing / writing clearly
storytelling | 5 3 | storytelling / telling a story with numbers
listening | 3 5 | listening
stakeholder-management | 7 4 | stakeholders / handling stakeholders who want opposite things
meetings | 2 4 | meetings / shorter and better meetings
working-across-cultures | 5 4 | working across cultures
language-learning | 3 2 | learning languages
interviews | 3 4 | interviews
networking | 6 3 | networking / networking as a quiet person
laboratory-work | 3 2 | laboratory work
clinical-practice | 3 2 | clinical practice
public-health | 4 2 | public health
clinical-trials | 4 1 | clinical trials
mechanical-engineering | 3 2 | mechanical engineering
electrical-engineering | 3 2 | electrical engineering
civil-engineering | 2 2 | civil engineering
manufacturing | 3 3 | manufacturing
sustainability | 6 2 | sustainability and ESG / making sustainability real
safety | 2 4 | safety at work
teaching | 3 4 | teaching
curriculum-design | 3 2 | curriculum design
policy | 4 2 | policy / writing policy
community-building | 3 3 | community building
open-source | 4 2 | open source / contributing to open source
career-planning | 7 6 | career planning / choosing my next step
time-management | 5 4 | time management / protecting my time
resilience | 5 4 | resilience / bouncing back after a hard year
startups | 4 2 | startups / starting something of my own
volunteering | 1 3 | volunteering
"""


def _read(line: str) -> Subject:
    skill, weights, phrases = (part.strip() for part in line.split("|"))
    wanted, offered = weights.split()
    return Subject(skill, int(wanted), int(offered), tuple(phrase.strip() for phrase in phrases.split(" / ")))


SUBJECTS: dict[str, Subject] = {
    subject.skill: subject for subject in (_read(line) for line in _TABLE.strip().splitlines())
}
"""Every subject by its skill."""

_LEADING = """
strategy delegation feedback conflict-resolution team-building influence decision-making vision
crisis-management board-relations coaching hiring change-management budgeting
"""

LEADING: tuple[str, ...] = tuple(_LEADING.split())
"""What people want who lead others or are about to."""

_COMMON = """
public-speaking writing storytelling listening stakeholder-management meetings working-across-cultures
networking career-planning time-management resilience feedback influence negotiation inclusion
facilitation interviews open-source startups sustainability
"""

COMMON: tuple[str, ...] = tuple(_COMMON.split())
"""What anybody may want, whatever their work."""
