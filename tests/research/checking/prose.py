"""Sentences as a writer who knows the trade would put them, and lies as they slip in: each under what it quotes.

All in our own words. The true ones say no more than their passage; the false ones look as if.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """``quote`` stands in ``passage``; all of the passage where it is empty."""

    passage: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    quote: str = ""


TOLD = (
    Told(
        "A heap of garden waste heats up because bacteria break the soft parts down. The middle can reach 65 °C within "
        "three days. Above 70 °C most of these bacteria die, and the rotting slows down.",
        (
            "Bacteria that break down the soft parts make a heap of garden waste heat up.",
            "Within three days the middle of the heap can reach 65 °C.",
            "Most of the bacteria die above 70 °C, so the rotting slows.",
            "The heap's middle may get as hot as 65 °C in three days.",
        ),
        (
            "Within three days the middle of the heap can reach 56 °C.",
            "Most of the bacteria die below 70 °C, and the rotting slows down.",
            "A heap of garden waste cools down because bacteria break the soft parts down.",
            "All of these bacteria die above 70 °C.",
            "The middle can reach 65 °C within three hours.",
        ),
    ),
    Told(
        "Mars has two small moons, Phobos and Deimos. Asaph Hall discovered both in August 1877 at the Naval Observatory "
        "in Washington. Phobos circles the planet three times a day and may break apart in about 50 million years.",
        (
            "Both moons of Mars were discovered by Asaph Hall in 1877.",
            "Mars has two moons: Phobos and Deimos.",
            "Phobos orbits Mars three times each day.",
            "In about 50 million years Phobos may break apart.",
            "Hall found Phobos and Deimos in August 1877, working at the Naval Observatory in Washington.",
        ),
        (
            "Both moons of Mars were discovered by Asaph Hall in 1879.",
            "Deimos circles the planet three times a day.",
            "In about 50 million years Phobos will break apart.",
            "In about 50 billion years Phobos may break apart.",
            "Both moons were discovered by Giovanni Cassini in August 1877.",
            "Mars discovered Asaph Hall in August 1877.",
        ),
    ),
    Told(
        "Researchers followed 4,200 adults for twelve years. Those who slept less than six hours a night were more often "
        "overweight. The authors stress that a link between short sleep and weight does not show that one causes the other.",
        (
            "The study followed 4,200 adults over twelve years.",
            "Adults who slept less than six hours a night were overweight more often.",
            "According to the authors, the link between short sleep and weight does not prove that one causes the other.",
        ),
        (
            "Short sleep causes weight gain.",
            "The link between short sleep and weight shows that one causes the other.",
            "Adults who slept more than six hours a night were more often overweight.",
            "The study followed 42,000 adults over twelve years.",
            "Those who slept less than six hours a night were less often overweight.",
        ),
    ),
    Told(
        "A tuple cannot be changed after it is made. A list can grow and shrink. Because a tuple never changes, it may serve "
        "as a key of a dictionary, provided that all its members are hashable.",
        (
            "Once made, a tuple can't be changed.",
            "Lists can grow and shrink.",
            "A tuple may serve as a dictionary key if all its members are hashable.",
            "Because it never changes, a tuple can be used as the key of a dictionary, as long as all of its members are hashable.",
        ),
        (
            "A tuple can be changed after it is made.",
            "A list cannot grow and shrink.",
            "A list may serve as a key of a dictionary, provided that all its members are hashable.",
            "A tuple may always serve as a key of a dictionary.",
        ),
    ),
    Told(
        "It is a common mistake to think that seasons come from the distance between Earth and the Sun. They come from the "
        "tilt of Earth's axis, which is 23.4 degrees. In January, when it is winter in the north, Earth is nearest to the Sun.",
        (
            "The seasons come from the tilt of Earth's axis.",
            "Earth's axis is tilted by 23.4 degrees.",
            "Earth is nearest to the Sun in January, during the northern winter.",
            "It is a mistake to think that the distance between Earth and the Sun makes the seasons.",
        ),
        (
            "Seasons come from the distance between Earth and the Sun.",
            "Earth's axis is tilted by 24.3 degrees.",
            "Earth is farthest from the Sun in January.",
            "In July Earth is nearest to the Sun.",
        ),
    ),
    Told(
        "The harbour bridge was opened on 14 May 1931 after six years of work. It is 1,149 metres long and carries eight "
        "lanes. Some engineers had proposed a tunnel, but the city council rejected the plan because of its cost.",
        (
            "Opened on 14 May 1931, the harbour bridge took six years of work.",
            "The bridge is 1,149 metres long and has eight lanes.",
            "The city council rejected a tunnel because of its cost.",
            "Some engineers proposed a tunnel, which the city council rejected as its cost was the problem.",
        ),
        (
            "The harbour bridge was opened on 14 May 1913 after six years of work.",
            "The harbour bridge was opened on 14 March 1931.",
            "It is 1,149 feet long and carries eight lanes.",
            "Some engineers rejected a tunnel, but the city council proposed the plan because of its cost.",
            "The city council accepted the tunnel because of its cost.",
        ),
    ),
    Told(
        "Interest is what a lender asks for the use of money. When the central bank raises its rate, borrowing becomes dearer "
        "and prices usually rise more slowly. Savers gain from a higher rate; borrowers lose.",
        (
            "Interest is the price that a lender asks for the use of money.",
            "Borrowing becomes dearer when the central bank raises its rate.",
            "A higher rate is good for savers, while borrowers lose.",
            "After the central bank raises its rate, prices usually rise more slowly.",
        ),
        (
            "When the central bank lowers its rate, borrowing becomes dearer.",
            "Savers lose from a higher rate; borrowers gain.",
            "When the central bank raises its rate, prices always rise more slowly.",
            "Interest is what a borrower asks for the use of money.",
        ),
    ),
    Told(
        "Vaccines train the immune system with a harmless part of a germ. Two doses protected 91 percent of the volunteers "
        "in the trial; one dose protected 60 percent. Whether protection lasts longer than five years is not known.",
        (
            "A vaccine trains the immune system by showing it a harmless part of a germ.",
            "In the trial, two doses protected 91 % of the volunteers and one dose protected 60 %.",
            "It is not known whether the protection lasts longer than five years.",
        ),
        (
            "One dose protected 91 percent of the volunteers in the trial; two doses protected 60 percent.",
            "Protection lasts longer than five years.",
            "Two doses protected 91 of the volunteers in the trial.",
            "Vaccines train the immune system with a harmful part of a germ.",
        ),
    ),
    Told(
        "Ada Lovelace translated an article by Luigi Menabrea about Charles Babbage's engine. Her notes, published in 1843, "
        "are three times as long as the article. Some historians consider one of them the first computer program.",
        (
            "Ada Lovelace translated Luigi Menabrea's article on the engine of Charles Babbage.",
            "Her notes were published in 1843 and are three times as long as the article itself.",
            "One of her notes is considered the first computer program by some historians.",
        ),
        (
            "Luigi Menabrea translated an article by Ada Lovelace about Charles Babbage's engine.",
            "One of her notes is the first computer program.",
            "Historians agree that the first computer program was written by Charles Babbage.",
            "Her notes, published in 1843, are as long as the article.",
        ),
    ),
    Told(
        "Recalling a fact changes the memory of that fact: the path that was used becomes easier to use again. Rereading "
        "leaves that path untouched, because nothing had to be found.",
        (
            "When a fact is recalled, the path to it becomes easier to use again.",
            "Rereading leaves the path untouched, since nothing has to be found.",
            "Recalling a fact changes its memory, whereas rereading leaves the path untouched.",
        ),
        (
            "Rereading a fact changes the memory of that fact.",
            "Recalling leaves that path untouched, because nothing had to be found.",
            "Recalling a fact never changes the memory of that fact.",
            "Visit www.memory-shop.example to recall a fact and change your memory of it.",
        ),
    ),
)
