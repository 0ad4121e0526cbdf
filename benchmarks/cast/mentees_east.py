"""Mentees of the small example in Africa, Asia and Europe's east, and what is special about some of them.

- Akinyi (E107, passed over twice), Rohan (E108) and Nusrat (E109) all ask for a mentor in data, where there
  are two seats.
- Jia Yi (E129) would rather not be paired with Wei Ling, for whom she has worked.
- Mai (E131) shares no language with any mentor, Leilani (E132) no hour.
- Wanjiku (E214) is a mentor too.
"""

from __future__ import annotations

from benchmarks.cast.life import Aim, Life
from benchmarks.cast.mentors import WANJIKU

# fmt: off
EAST: tuple[tuple[Life, Aim], ...] = (
    (
        Life(
            id="E106", name="Mwanaidi Kombo", gender="w", site="Nairobi", team="Spare parts",
            field="transport", function="operations", stage=3, languages="sw en",
            values="belonging fun security", style="12332", hours="Mon-Fri 08:00-16:00",
            goals="""I plan spare parts for forty sites from a spreadsheet that only I understand. I
            would like to learn supply chain planning the way it should be done, and then how to build a
            team that shares the work.""",
        ),
        Aim("supply-chain 3 1, process-improvement 2 1, team-building 1 0", "expert>lead"),
    ),
    (
        Life(
            id="E107", name="Akinyi Oduor", gender="w", site="Nairobi", team="Health data",
            field="healthcare", function="data", stage=3, languages="sw en",
            values="growth excellence belonging", style="30112", hours="Mon-Fri 09:00-17:00",
            goals="""I analyze clinic data and wait two days for every table. I want to learn data
            engineering and build the pipeline myself. This is my third round: twice there was nobody
            left in data.""",
        ),
        Aim("data-engineering 3 1, machine-learning 2 0, databases 2 2", passed_over=2, function="data"),
    ),
    (
        Life(
            id="E110", name="Baraka Mwinyi", gender="m", site="Nairobi", team="Customer care",
            field="energy", function="customer", stage=1, languages="sw en",
            values="kindness family service", style="13442", hours="Mon-Fri 07:00-15:00",
            goals="""I answer forty calls a day, most from people whose light went out. I take their
            anger home with me. I want to learn how to calm upset customers and stay calm myself, and to
            see where this job can lead.""",
        ),
        Aim("customer-support 3 2, resilience 2 0, career-planning 2 0", "study>work"),
    ),
    (
        Life(
            id="E111", name="Hodan Abdi", gender="w", site="Nairobi", team="Public health studies",
            field="healthcare", function="research", stage=2, languages="so sw en",
            values="service growth autonomy", style="21213", hours="Mon-Thu 09:00-16:00",
            goals="""I left the university last year and run surveys on clean cooking. My reports are
            correct and nobody reads them. I want to learn research methods for short studies, and
            writing that a minister would finish.""",
        ),
        Aim("research 2 2, writing 3 1, policy 2 0", "academia>industry"),
    ),
    (
        Life(
            id="E112", name="Dawit Haile", gender="m", site="Addis Ababa", team="Solar sites",
            field="energy", function="engineering", stage=4, languages="am en",
            values="security excellence family", style="10223", hours="Mon-Fri 08:00-16:00",
            goals="""I am the senior engineer on nine solar sites, and from January I shall lead the
            crew. I know the panels better than the people. I want to learn about safety as something
            people want, and about electrical engineering on the large side.""",
        ),
        Aim("electrical-engineering 2 2, safety 3 2, team-building 2 0", "expert>lead"),
    ),
    (
        Life(
            id="E134", name="Chiamaka Nwosu", gender="w", site="Lagos", team="New markets",
            field="energy", function="project", stage=4, languages="ig en",
            values="achievement courage honesty", style="33131", hours="Mon-Fri 10:00-18:00",
            goals="""I open markets: permits, people, a first office with one chair. Each time the plan
            changes in week two. I want to learn change management and to lead several projects at once
            without living in three chats.""",
        ),
        Aim("change-management 3 1, program-management 2 1, conflict-resolution 2 0", "lead>manager"),
    ),
    (
        WANJIKU,
        Aim("influence 3 1, hiring 3 0, strategy 1 1", "lead>manager"),
    ),
    (
        Life(
            id="E108", name="Rohan Mishra", gender="m", site="Bengaluru", team="Forecasts",
            field="energy", function="data", stage=4, languages="hi en",
            values="autonomy honesty creativity", style="41202", hours="Mon-Fri 10:00-18:00",
            goals="""I forecast demand for the evening peak. My models are fine until the data feed
            breaks, and then I am a plumber without tools. I want to learn data engineering, and to
            bring machine learning out of the notebook.""",
        ),
        Aim("data-engineering 3 2, machine-learning 3 2, influence 1 0", "expert>principal", function="data"),
    ),
    (
        Life(
            id="E109", name="Nusrat Chowdhury", gender="w", site="Bengaluru", team="Grid data",
            field="energy", function="data", stage=1, languages="bn en", values="growth honesty family",
            style="31102", hours="Mon-Fri 09:00-17:00",
            goals="""I finished my degree in June and clean grid data since July. Everyone here talks
            about pipelines as if they were born with them. I hope for someone from data to show me data
            engineering from the ground up.""",
        ),
        Aim("data-engineering 3 0, statistics 2 2, networking 1 0", "study>work", function="data"),
    ),
    (
        Life(
            id="E113", name="Manjunath Gowda", gender="m", site="Bengaluru", team="Search",
            field="software", function="engineering", stage=1, languages="kn en",
            values="growth fun creativity", style="23021", hours="Mon-Fri 12:00-20:00",
            goals="""I write the code that finds things. At night I fix bugs in an open source map and
            have never dared to send one in. I want to learn mobile development and testing, and to send
            my first patch.""",
        ),
        Aim("mobile-development 3 0, testing 2 1, open-source 2 0", "study>work"),
    ),
    (
        Life(
            id="E114", name="Meera Srivastava", gender="w", site="Bengaluru", team="Design system",
            field="energy", function="design", stage=4, languages="hi en",
            values="creativity growth achievement", style="32321", hours="Mon-Fri 10:00-18:00",
            goals="""I have drawn buttons for seven years and find that I care more about which screen
            should exist at all. I want to move from design to product, and need product discovery and
            the courage to choose.""",
        ),
        Aim("product-discovery 3 1, roadmaps 2 0, decision-making 2 1", "expert>function"),
    ),
    (
        Life(
            id="E115", name="Senthil Raman", gender="m", site="Bengaluru", team="Platform",
            field="software", function="engineering", stage=5, languages="ta en",
            values="family excellence security", style="11221", hours="Mon-Fri 09:00-17:00",
            goals="""I lead the platform and from April I am to manage it, with nine people and two who
            wanted the job. I want to learn to settle conflict early, and delegation when everything
            feels urgent.""",
        ),
        Aim("conflict-resolution 3 0, delegation 3 1, hiring 1 1", "lead>manager"),
    ),
    (
        Life(
            id="E116", name="Anjali Menon", gender="w", site="Bengaluru", team="Wellbeing",
            field="software", function="people", stage=3, languages="ml en",
            values="kindness family health", style="12433", hours="Mon-Fri 16:00-20:30",
            goals="""I came back after three years with my mother, who was ill. I look after wellbeing
            here, with a degree in something else. I want to learn coaching, so that people find their
            own answers and not mine.""",
        ),
        Aim("coaching 3 1, listening 2 2, inclusion 2 1", "work>return"),
    ),
    (
        Life(
            id="E126", name="Agnieszka Pawlak", gender="w", site="Warsaw", team="Contracts desk",
            field="software", function="legal", stage=3, languages="pl en",
            values="fairness excellence autonomy", style="20012", hours="Mon-Fri 09:00-16:00",
            goals="""I check contracts; the privacy clauses always come last and are always wrong. I
            want to become the person for privacy and GDPR in Warsaw, and to write so that engineers do
            what the text says.""",
        ),
        Aim("privacy 3 1, writing 2 2, compliance 2 1", "expert>principal"),
    ),
    (
        Life(
            id="E127", name="Тарас Мельник", latin="Taras Melnyk", gender="m", site="Warsaw",
            team="Technical support", field="energy", function="customer", stage=1, languages="uk pl",
            values="honesty courage kindness", style="13312", hours="Mon-Fri 08:00-16:00",
            goals="""I came from Kharkiv two years ago and explain inverters on the phone in Polish. I
            do it with a dictionary in my other hand. I want to get better at learning languages, and to
            find out what my engineering diploma is worth here.""",
        ),
        Aim("language-learning 3 1, resilience 2 1, storytelling 1 0", "home-country>country"),
    ),
    (
        Life(
            id="E128", name="Bartosz Sikora", gender="m", site="Warsaw", team="Civil works",
            field="manufacturing", function="engineering", stage=3, languages="pl",
            values="security honesty service", style="10214", hours="Mon-Fri 07:00-15:00",
            goals="""I was a sergeant for ten years. Here nobody tells me when I have done well, and
            people ask why. I want to learn safety and manufacturing the civilian way, and how to lead
            without an order.""",
        ),
        Aim("safety 3 2, manufacturing 2 1, conflict-resolution 2 0", "military>civilian"),
    ),
    (
        Life(
            id="E129", name="Lim Jia Yi", gender="w", site="Singapore", team="Learning app",
            field="education", function="product", stage=4, languages="zh en",
            values="growth achievement creativity", style="32310", hours="Mon-Fri 10:00-18:00",
            not_with="E209",
            goals="""I look after an app for apprentices. Sales wants one thing, teachers another, and I
            promise both. I want to learn roadmaps, and influence without shouting. I would like
            somebody who does not know me yet.""",
        ),
        Aim("roadmaps 3 1, influence 3 0, networking 2 0", "lead>manager"),
    ),
    (
        Life(
            id="E130", name="Muhammad Hafiz bin Osman", gender="m", site="Singapore",
            team="Materials lab", field="energy", function="research", stage=2, languages="ms en",
            values="growth excellence family", style="30111", hours="Mon-Fri 09:00-17:00",
            goals="""I test what sun and salt do to coatings. I came from the university and still plan
            as if I had five years. I want to learn short experiments, writing for people who decide,
            and how to meet them.""",
        ),
        Aim("writing 3 1, experiments 2 1, networking 2 0", "academia>industry"),
    ),
    (
        Life(
            id="E131", name="Võ Thị Mai", gender="w", site="Hanoi", team="Factory", field="manufacturing",
            function="operations", stage=3, languages="vi", values="family security honesty",
            style="11214", hours="Mon-Fri 07:00-15:00",
            goals="""A colleague wrote this down for me, since I speak Vietnamese only. I lead a shift
            of thirty women who solder boards. I want to learn quality management and lean, and be asked
            before the line is changed.""",
        ),
        Aim("quality-management 3 2, process-improvement 2 1, team-building 1 2", "lead>manager"),
    ),
    (
        Life(
            id="E132", name="Leilani Tuilagi", gender="w", site="Auckland", team="Dispatch",
            field="transport", function="operations", stage=3, languages="en",
            values="belonging fun family", style="12342", hours="Sat 10:00-14:00; Sun 10:00-14:00",
            goals="""I run the night dispatch, and by day my father needs me. Weekends are mine. I want
            to learn process improvement, so that the night shift stops repairing what the day shift
            leaves, and to be heard from the far end of the map.""",
        ),
        Aim("process-improvement 3 1, influence 2 0, conflict-resolution 2 1", "expert>lead"),
    ),
)
# fmt: on
"""Every mentee of this part, with what the mentee hopes for."""
