"""A record linker for any table, unsupervised: it finds which rows are one person, and can be taught by answers.

Block on keys rare enough to pay for, compare by levels, learn the weights by expectation maximisation (Fellegi and
Sunter), cluster by average linkage so that one false link joins no two families. NumPy only; no I/O.
"""

from doltap.resolve.link.asking import Question, questions
from doltap.resolve.link.columns import Kind
from doltap.resolve.link.guess import guessed, kind_named, numbers_the_rows
from doltap.resolve.link.linker import Answer, Linked, Prepared, link, linked, prepared

__all__ = [
    "Answer",
    "Kind",
    "Linked",
    "Prepared",
    "Question",
    "guessed",
    "kind_named",
    "link",
    "linked",
    "numbers_the_rows",
    "prepared",
    "questions",
]
