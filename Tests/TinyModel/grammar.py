"""Texts about places that do not exist, with questions that each text answers.

Everything is drawn from the word lists and sentence patterns of this file: no sentence comes from elsewhere.
Names are put together from syllables, so that an answer can only be copied from its text, not known.
"""

import random

SYLLABLES = "bal dor fen gim hal kol lam mir nor pel rud sev tam vor wen zil bra cor dun eld".split()
ENDINGS = "wick ham ford mere holt ness".split()
FIRST = "Ada Ben Cleo Dora Emil Finn Greta Hugo Ida Jonas Klara Leo Mina Nils Olga Paul".split()
KINDS = "mill lighthouse bakery library bridge school museum workshop".split()
MATERIALS = "granite brick timber limestone slate clay".split()
COLOURS = "red white green blue yellow grey".split()
GOODS = "loaves books baskets lamps bells chairs barrels ropes".split()
MONTHS = "January February March April May June July August September October November December".split()


def name(rng, ending=None):
    word = "".join(rng.sample(SYLLABLES, 2)) + (ending or "")
    return word.capitalize()


class Place:
    """One invented building: what is said of it, and what can be asked."""

    def __init__(self, rng):
        self.kind = rng.choice(KINDS)
        self.name = name(rng)
        self.town = name(rng, rng.choice(ENDINGS))
        self.person = f"{rng.choice(FIRST)} {name(rng)}"
        self.keeper = f"{rng.choice(FIRST)} {name(rng)}"
        self.year = str(rng.randrange(1700, 2000))
        self.count = str(rng.randrange(20, 990))
        self.material = rng.choice(MATERIALS)
        self.colour = rng.choice(COLOURS)
        self.goods = rng.choice(GOODS)
        self.month = rng.choice(MONTHS)

    def facts(self, rng):
        """Sentences in an order of their own, each with the questions that it answers."""
        kind, it = self.kind, f"{self.kind} {self.name}"
        others = rng.sample([m for m in MATERIALS if m != self.material], 2) + [self.material]
        rng.shuffle(others)
        options = "\nOptions:\n" + "\n".join(f"- {other}" for other in others)
        first = (
            f"The {it} stands near the harbour of {self.town}.",
            [(f"Where does the {it} stand?", f"near the harbour of {self.town}")],
        )
        rest = [
            (
                f"{self.person} built the {kind} in {self.year}.",
                [
                    (f"Who built the {kind} {self.name}?", self.person),
                    (
                        f"When was the {kind} built?\nLet's think step by step.",
                        f"{self.person} built the {kind} in {self.year}.\nTherefore, the answer is {self.year}",
                    ),
                ],
            ),
            (
                f"Its {self.colour} walls are made of {self.material}.",
                [
                    (f"What are the walls of the {kind} made of?{options}", self.material),
                    ("Which colour do the walls have?", self.colour),
                ],
            ),
            (
                f"In {self.month} its keeper {self.keeper} sold {self.count} {self.goods}.",
                [
                    (f"How many {self.goods} were sold in {self.month}?", f"{self.count} {self.goods}"),
                    (f"Who is the keeper of the {kind}?", self.keeper),
                ],
            ),
        ]
        rng.shuffle(rest)
        return [first] + rest[: rng.randint(2, 3)]


def example(rng):
    """A text and its question-answer pairs."""
    facts = Place(rng).facts(rng)
    pairs = [rng.choice(pairs) for _, pairs in facts]
    return " ".join(sentence for sentence, _ in facts), pairs


def prompt(text):
    return f"<s> <CON> {text} </CON>\n\n"


def reply(pairs):
    return "\n\n".join(f"<QUE> {question} <ANS> {answer} </END>" for question, answer in pairs)


def chain(rng, shots):
    """Several texts in a row, each with its pairs, in the method's form; the last one ends too."""
    return "".join(prompt(text) + reply(pairs) + "</s>" for text, pairs in (example(rng) for _ in range(shots)))


def texts(seed, count):
    """Texts alone: those of one seed are the same everywhere."""
    rng = random.Random(seed)
    return [example(rng)[0] for _ in range(count)]
