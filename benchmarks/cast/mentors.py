"""The twenty-one mentors of the small example, and what is special about them.

Teresa (E201) has three seats, Étienne (E221) none this time, and Wanjiku (E214) is mentor and mentee.
"""

from __future__ import annotations

from benchmarks.cast.life import Gift, Life

_LEADS = "expert>lead lead>manager"

# fmt: off
WANJIKU = Life(
    id="E214", name="Wanjiku Karanja", gender="w", site="Nairobi", team="Field devices", field="energy",
    function="engineering", stage=5, languages="sw en", values="growth belonging honesty",
    style="23131", hours="Mon-Fri 10:00-17:00", manager="E219",
    goals="""I lead four engineers who keep twenty thousand meters talking to us over bad networks. I can help
    with cloud and DevOps, and with networking when you know nobody. For myself I hope to learn influence
    and hiring: next year I will have a team with budget, and I have never said no to a candidate.""",
)

GIVING: tuple[tuple[Life, Gift], ...] = (
    (
        Life(
            id="E201", name="Teresa Fonseca", gender="w", site="Lisbon", team="Payments", field="software",
            function="engineering", stage=7, languages="pt en fr", values="honesty growth autonomy",
            style="31220", hours="Tue-Fri 10:00-16:00",
            goals="""I head software in Lisbon. In twenty years I have drawn many lines of a system and moved most
            of them again, so I can help with software architecture, and with delegation and feedback for people
            who have just begun to lead. I was the quiet one in every room until I was forty.""",
        ),
        Gift(3, "software-architecture 5, delegation 5, feedback 5, influence 4", f"{_LEADS} manager>director"),
    ),
    (
        Life(
            id="E202", name="Otieno Ochieng", gender="m", site="Nairobi", team="Dispatch", field="transport",
            function="operations", stage=6, languages="sw en", values="belonging fairness fun",
            style="12342", hours="Mon-Fri 08:00-16:00", manager="E221",
            goals="""I started in the warehouse at nineteen and now run dispatch for East Africa. Ask me about supply
            chain planning, process improvement, and building a team out of people who did not choose each
            other. I know what it is to be taken for the driver.""",
        ),
        Gift(2, "supply-chain 5, process-improvement 4, team-building 4, conflict-resolution 4",
        f"{_LEADS} small>large"),
    ),
    (
        Life(
            id="E203", name="Kavya Hegde", gender="w", site="Bengaluru", team="Data platform", field="energy",
            function="data", stage=6, languages="kn hi en", values="excellence growth family",
            style="30112", hours="Mon-Fri 09:30-17:30",
            goals="""My team builds the pipelines under everything else. I can help with data engineering, databases
            and the cloud, from the first table to the night when it breaks. One mentee at a time: my son is two.""",
        ),
        Gift(1, "data-engineering 5, databases 5, cloud 4", _LEADS),
    ),
    (
        Life(
            id="E204", name="Vikram Joshi", gender="m", site="Bengaluru", team="Insight", field="energy",
            function="data", stage=6, languages="hi en", values="honesty autonomy creativity",
            style="41203", hours="Mon-Thu 10:00-18:00",
            goals="""I left astronomy after my doctorate and brought machine learning into three products, one of
            which was a good idea. I can help with machine learning, statistics and experiments, and with the
            odd first year after university.""",
        ),
        Gift(1, "machine-learning 5, statistics 5, experiments 4, data-engineering 4", f"academia>industry {_LEADS}"),
    ),
    (
        Life(
            id="E205", name="Geneviève Tremblay", gender="w", site="Montréal", team="People partners",
            field="software", function="people", stage=8, languages="fr en", values="kindness fairness family",
            style="11423", hours="Mon-Fri 09:00-15:00",
            goals="""I direct people and culture for the Americas. I came back to work after six years with three
            children and had to ask what half the words meant. I can help with coaching, hiring and inclusion,
            and with returning without apologizing.""",
        ),
        Gift(2, "coaching 5, hiring 5, inclusion 5, organization-design 4", "work>return manager>director"),
    ),
    (
        Life(
            id="E206", name="Marcus Bennett", gender="m", site="Toronto", team="Key customers", field="energy",
            function="sales", stage=6, languages="en", values="achievement honesty fun",
            style="42130", hours="Mon-Fri 08:00-16:30",
            goals="""I was an engineer for nine years before a customer asked for me by name, and I moved to sales.
            I can help with negotiation, pricing and key accounts. I have lost large deals and can tell you how
            I slept.""",
        ),
        Gift(2, "negotiation 5, key-accounts 5, pricing 4, public-speaking 4", f"expert>function {_LEADS}"),
    ),
    (
        Life(
            id="E207", name="Juliana Cavalcanti", gender="w", site="São Paulo", team="Planning and analysis",
            field="banking", function="finance", stage=7, languages="pt es en",
            values="excellence achievement fairness", style="21132", hours="Mon-Fri 09:00-16:00",
            goals="""I run financial planning for Latin America and report to the board each quarter. I can help with
            budgets, FP&A, and with standing before a board without reading from the page. I was the first
            in my family to finish school.""",
        ),
        Gift(1, "financial-planning 5, budgeting 5, board-relations 4, decision-making 4", f"{_LEADS} manager>director"),
    ),
    (
        Life(
            id="E208", name="Piotr Zieliński", gender="m", site="Warsaw", team="Factory", field="manufacturing",
            function="engineering", stage=6, languages="pl de en", values="security honesty service",
            style="10214", hours="Mon-Fri 07:00-15:00",
            goals="""I run the inverter line in Warsaw. Before that I served as an engineer officer and had to learn
            that nobody here salutes. I can help with manufacturing, safety, electrical engineering, and the way
            from the army into civilian work.""",
        ),
        Gift(2, "manufacturing 5, safety 5, electrical-engineering 4, quality-management 4", f"military>civilian {_LEADS}"),
    ),
    (
        Life(
            id="E209", name="Tan Wei Ling", gender="w", site="Singapore", team="Household energy",
            field="energy", function="product", stage=6, languages="zh ms en",
            values="growth creativity achievement", style="32311", hours="Mon-Fri 10:00-18:30",
            goals="""I manage products for households in six countries. I can help with product discovery, roadmaps,
            and stakeholders who want opposite things before lunch. I moved from Penang to Oslo to
            Singapore, and each time the word yes meant something else.""",
        ),
        Gift(2, "product-discovery 5, roadmaps 5, stakeholder-management 5, influence 4",
        f"home-country>country expert>function {_LEADS}"),
    ),
    (
        Life(
            id="E210", name="Rafael Araújo", gender="m", site="São Paulo", team="Service design", field="healthcare",
            function="design", stage=5, languages="pt en", values="creativity autonomy belonging",
            style="34120", hours="Mon-Thu 10:00-17:00",
            goals="""I had a studio of my own for five years, closed it properly, and came here. I can help with
            service design, accessibility and pricing your own work, and I will say aloud what a studio costs.""",
        ),
        Gift(1, "service-design 5, accessibility 5, pricing 4, startups 5", "job>own-firm own-firm>job"),
    ),
    (
        Life(
            id="E211", name="أمل حداد", latin="Amal Haddad", gender="w", site="Casablanca", team="Foundation",
            field="government", function="policy", stage=8, languages="ar fr en",
            values="fairness service belonging", style="22333", hours="Mon-Fri 09:00-15:00",
            goals="""I spent twelve years in a ministry and now lead our public affairs. I can help with policy,
            public relations, strategy and the long way of an idea through an office. Women who were told
            to wait their turn are especially welcome.""",
        ),
        Gift(2, "policy 5, public-relations 5, strategy 5, fundraising 4, public-speaking 5",
        "public>business manager>director"),
    ),
    (
        Life(
            id="E212", name="Priya Sharma", gender="w", site="Bengaluru", team="Mobile app", field="software",
            function="engineering", stage=5, languages="hi kn en", values="growth fun belonging",
            style="23021", hours="Mon-Fri 11:00-18:00", manager="E201",
            goals="""I lead the mobile app and maintain a small open source library that too many people use. I can
            help with mobile development, testing and accessibility on a phone, and with sending a first patch to strangers.""",
        ),
        Gift(2, "mobile-development 5, testing 4, code-review 5, open-source 5, accessibility 4",
        "contributor>maintainer expert>lead study>work"),
    ),
    (
        Life(
            id="E213", name="Hannah Walker", gender="w", site="London", team="Privacy office", field="software",
            function="legal", stage=6, languages="en", values="fairness autonomy excellence",
            style="20011", hours="Tue-Thu 09:00-16:00",
            goals="""I look after privacy and contracts for Europe, three days a week. I can help with GDPR,
            compliance, and writing a clause that a tired person understands. I have a chronic illness and
            plan around it; ask me how.""",
        ),
        Gift(1, "privacy 5, contracts 5, compliance 4, writing 5", "business>public lead>manager"),
    ),
    (WANJIKU, Gift(1, "devops 5, back-end 4, cloud 4, networking 4, career-planning 3", "expert>lead small>large")),
    (
        Life(
            id="E215", name="Katarzyna Dąbrowska", gender="w", site="Warsaw", team="Program office",
            field="manufacturing", function="project", stage=7, languages="pl uk en",
            values="honesty kindness achievement", style="13322", hours="Mon-Fri 08:30-16:30",
            goals="""I have led large projects through two mergers. I can help with project management, change
            management and conflict, in Polish, Ukrainian or English. My grandmother came over the border on
            foot, and I take arrivals seriously.""",
        ),
        Gift(2, "project-management 5, change-management 5, conflict-resolution 5, agile 4, language-learning 4",
        f"{_LEADS} large>small"),
    ),
    (
        Life(
            id="E216", name="Abdirahman Farah", gender="m", site="Nairobi", team="Success desk", field="energy",
            function="customer", stage=6, languages="so sw ar en", values="kindness belonging family",
            style="12443", hours="Mon-Thu 09:00-17:00",
            goals="""I run customer success from Nairobi. I came here as a refugee at eleven and have learned to listen
            in four languages. I can help with customer success, calming upset customers, listening and working
            across cultures.""",
        ),
        Gift(2, "customer-success 5, customer-support 5, listening 5, working-across-cultures 5",
        f"home-country>country {_LEADS}"),
    ),
    (
        Life(
            id="E217", name="李娜", latin="Li Na", gender="w", site="Singapore", team="Water lab", field="healthcare",
            function="research", stage=6, languages="zh en", values="growth excellence autonomy",
            style="30101", hours="Mon-Fri 09:00-17:00",
            goals="""I lead the water lab and have moved between university and industry twice, once in each
            direction. I can help with research methods, laboratory work, writing papers that get read, and
            networking for people who would rather be at the bench.""",
        ),
        Gift(2, "research 5, laboratory-work 5, writing 5, networking 4", "academia>industry industry>academia"),
    ),
    (
        Life(
            id="E218", name="Duarte Almeida", gender="m", site="Lisbon", team="Trainer network",
            field="education", function="learning", stage=5, languages="pt es en",
            values="growth creativity kindness", style="24322", hours="Mon-Fri 10:00-17:00",
            goals="""I was an actor, then a teacher, then this. I train the trainers, and can help with public speaking,
            curriculum design and facilitation. I still get stage fright and know what to do with it.""",
        ),
        Gift(2, "public-speaking 5, curriculum-design 5, facilitation 5, teaching 5", "expert>function expert>lead"),
    ),
    (
        Life(
            id="E219", name="Gurpreet Singh", gender="m", site="Toronto", team="Grid connection", field="energy",
            function="engineering", stage=7, languages="pa en", values="sustainability family security",
            style="21121", hours="Mon-Fri 07:00-15:30",
            goals="""I connect wind and sun to grids that were built for neither. I can help with electrical engineering,
            sustainability, and leading several projects as one. My degree was not recognized when I
            arrived, so I began again as a technician.""",
        ),
        Gift(2, "electrical-engineering 5, sustainability 5, program-management 5, hiring 4",
        f"home-country>country {_LEADS} manager>director"),
    ),
    (
        Life(
            id="E220", name="Oksana Shevchenko", gender="w", site="Warsaw", team="Brand", field="software",
            function="marketing", stage=5, languages="uk pl en", values="creativity honesty courage",
            style="33210", hours="Mon-Fri 09:00-16:30",
            goals="""I rebuilt my working life in Warsaw in one year, in a language I had learned from films. I can help
            with brand, campaigns and telling a story, and with resilience when the ground moves.""",
        ),
        Gift(1, "brand 5, campaigns 5, storytelling 5, resilience 5", "home-country>country expert>lead"),
    ),
    (
        Life(
            id="E221", name="Étienne Mercier", gender="m", site="Lisbon", team="Purchasing", field="transport",
            function="operations", stage=6, languages="fr pt en", values="fairness excellence fun",
            style="21211", hours="Wed-Fri 09:00-17:00",
            goals="""I buy what the others build with. I can help with procurement, negotiation and a calm way of
            saying no to a supplier. This year I care for my father and take nobody, but keep me on the list.""",
        ),
        Gift(0, "procurement 5, negotiation 5, risk-management 4", f"{_LEADS} home-country>country"),
    ),
)
# fmt: on
"""Every mentor, with what the mentor gives."""
