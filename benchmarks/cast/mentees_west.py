"""Mentees of the small example in Europe's west and in the Americas, and what is special about some of them.

Inês (E101) reports to Teresa, who would otherwise suit her best. Siobhán (E121) names two whom she would like.
"""

from __future__ import annotations

from benchmarks.cast.life import Aim, Life

# fmt: off
WEST: tuple[tuple[Life, Aim], ...] = (
    (
        Life(
            id="E101", name="Inês Sequeira", gender="w", site="Lisbon", team="Sign-in", field="software",
            function="engineering", stage=3, languages="pt en", values="honesty growth creativity",
            style="32220", hours="Mon-Fri 09:00-17:00", manager="E201",
            goals="""I build the sign-in service. I can make code work, yet when someone asks why it is
            cut the way it is, I have no words. I want to learn software architecture, and to speak up
            in front of more than five people.""",
        ),
        Aim("software-architecture 3 1, public-speaking 2 0, code-review 1 2", "expert>lead"),
    ),
    (
        Life(
            id="E102", name="Tiago Marques", gender="m", site="Lisbon", team="Metering", field="energy",
            function="engineering", stage=4, languages="pt en", values="honesty family fairness",
            style="22221", hours="Tue-Fri 09:00-16:00",
            goals="""They asked me to lead the five people I sit beside. I still do the hardest tickets
            myself, at night, because it is quicker. I want to learn delegation, and how to give
            feedback to someone who was my friend first.""",
        ),
        Aim("delegation 3 0, feedback 2 1, influence 1 1", "expert>lead"),
    ),
    (
        Life(
            id="E103", name="Beatriz Antunes", gender="w", site="Lisbon", team="Courses",
            field="education", function="learning", stage=3, languages="pt es",
            values="kindness creativity belonging", style="24323", hours="Mon-Thu 10:00-16:00",
            goals="""I teach the installers, in Portuguese. Small groups are easy; in the big hall my
            voice goes away. I would like to practice public speaking and to write my first own
            curriculum. I do not speak English well enough for a program in English.""",
        ),
        Aim("public-speaking 3 1, curriculum-design 3 1, facilitation 1 2"),
    ),
    (
        Life(
            id="E104", name="Nuno Teixeira", gender="m", site="Lisbon", team="Purchasing",
            field="transport", function="operations", stage=4, languages="pt en",
            values="achievement security fairness", style="31210", hours="Mon-Fri 08:00-16:00",
            manager="E221",
            goals="""I buy cable and steel for three countries. Suppliers like me, which is part of the
            problem. I want to get better at negotiation without becoming someone else, and one day lead
            the category.""",
        ),
        Aim("negotiation 3 1, key-accounts 1 0, decision-making 1 1", "expert>lead"),
    ),
    (
        Life(
            id="E105", name="Chiara Greco", gender="w", site="Lisbon", team="App design", field="healthcare",
            function="design", stage=3, languages="it en", values="fairness creativity growth",
            style="34120", hours="Mon-Fri 11:00-18:00",
            goals="""My brother is blind, and our app does not work for him. I want to learn
            accessibility properly, from the first sketch on, and to hold my own when a deadline is used
            as an argument.""",
        ),
        Aim("accessibility 3 1, service-design 2 0, negotiation 1 0", "expert>principal"),
    ),
    (
        Life(
            id="E133", name="Selin Aydın", gender="w", site="Berlin", team="Campaigns", field="software",
            function="marketing", stage=4, languages="tr de en", values="creativity courage honesty",
            style="33221", hours="Mon-Thu 09:00-14:00",
            goals="""I am back after eighteen months with my daughter. The tools are new, the team is
            new, and I hear myself say sorry before each sentence. I want to plan my next step and find
            my footing again.""",
        ),
        Aim("career-planning 3 1, resilience 3 1, storytelling 2 2", "work>return"),
    ),
    (
        Life(
            id="E117", name="Félix Bouchard", gender="m", site="Montréal", team="Web content",
            field="software", function="marketing", stage=3, languages="fr en",
            values="creativity honesty fun", style="33211", hours="Mon-Fri 08:00-15:00",
            goals="""I write what people read when they have already decided to leave. I want to learn
            storytelling and how a brand gets its voice, and to stop rewriting my first line until
            midnight.""",
        ),
        Aim("storytelling 3 2, brand 2 0, time-management 1 0"),
    ),
    (
        Life(
            id="E118", name="Jasleen Gill", gender="w", site="Toronto", team="Public sector",
            field="government", function="sales", stage=4, languages="pa en",
            values="achievement family honesty", style="42131", hours="Mon-Fri 09:00-17:00",
            goals="""I sell to cities, where everyone is polite and nothing is signed. I lose on price
            in the last week, every time. I want to get better at negotiation and at presenting to a
            council that is looking at its phones.""",
        ),
        Aim("negotiation 3 1, pricing 2 0, public-speaking 2 1", "expert>lead"),
    ),
    (
        Life(
            id="E119", name="Parisa Rahimi", gender="w", site="Toronto", team="Ledger", field="banking",
            function="finance", stage=3, languages="fa en", values="excellence autonomy fairness",
            style="21132", hours="Mon-Fri 09:00-16:00",
            goals="""In Tehran I was a controller; here I book invoices and am told to be patient. I
            want to get into financial planning, learn to defend a budget in English, and be taken
            seriously before I am fifty.""",
        ),
        Aim("financial-planning 3 2, budgeting 2 2, influence 2 0", "home-country>country"),
    ),
    (
        Life(
            id="E120", name="Ernesto Villanueva", gender="m", site="Toronto", team="Field service",
            field="energy", function="operations", stage=1, languages="tl en",
            values="security family service", style="10213", hours="Mon-Fri 07:00-15:00",
            goals="""I climb towers and fix inverters. My knees say ten more years, so I study
            electrical engineering in the evenings. I want to know which exams count and how a
            technician becomes an engineer here.""",
        ),
        Aim("electrical-engineering 3 1, career-planning 3 0, safety 1 3", "home-country>country"),
    ),
    (
        Life(
            id="E121", name="Siobhán Kavanagh", gender="w", site="Toronto", team="Rollouts",
            field="software", function="project", stage=5, languages="en",
            values="fairness kindness fun", style="13322", hours="Mon-Fri 08:00-16:00",
            goals="""I lead rollouts and am about to get a team of seven. My last big change went live
            on time and left three people crying. I want to learn to hire well, to coach, and to bring
            people along.""",
        ),
        Aim("coaching 3 1, hiring 2 1, change-management 2 2", "lead>manager", ranking="E205 E215"),
    ),
    (
        Life(
            id="E122", name="Caio Nascimento", gender="m", site="São Paulo", team="New business",
            field="energy", function="sales", stage=2, languages="pt es",
            values="courage achievement fun", style="42230", hours="Mon-Fri 09:00-15:00",
            goals="""I sell solar to bakeries and car parks, in Portuguese and a little Spanish. I am
            good at the first meeting and lost in the second. I want to learn pricing, negotiation and
            how to speak before owners twice my age.""",
        ),
        Aim("pricing 3 1, public-speaking 2 0, negotiation 2 1", "job>own-firm"),
    ),
    (
        Life(
            id="E123", name="Tatiane Guimarães", gender="w", site="São Paulo", team="Controlling",
            field="banking", function="finance", stage=5, languages="pt en",
            values="fairness achievement growth", style="21231", hours="Mon-Fri 09:00-17:00",
            goals="""I lead controlling for Brazil. In the room with directors I answer every question
            and ask none. I want to learn influence, and strategy that goes further than the next
            quarter, since I hope to have the whole department one day.""",
        ),
        Aim("strategy 3 1, influence 3 1, decision-making 2 1", "lead>manager"),
    ),
    (
        Life(
            id="E125", name="Mateo Quispe", gender="m", site="Bogotá", team="Wind sites", field="energy",
            function="engineering", stage=3, languages="es en", values="sustainability belonging family",
            style="21122", hours="Mon-Fri 08:00-16:00",
            goals="""I grew up beside the lagoon where we now build. I want sustainability to be more
            than a chapter in the report, and I need to learn to lead a project in which my neighbors
            have a vote.""",
        ),
        Aim("sustainability 3 1, program-management 2 0, stakeholder-management 1 1", "expert>lead"),
    ),
)
# fmt: on
"""Every mentee of this part, with what the mentee hopes for."""
