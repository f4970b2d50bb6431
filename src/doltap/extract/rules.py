"""The built-in extractor: hand-made rules for English and Korean, nothing downloaded, no model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from doltap.extract.cast import assemble
from doltap.extract.coming import tell_coming
from doltap.extract.events import tell_events
from doltap.extract.kin import tell_kin
from doltap.extract.means import tell_means
from doltap.extract.mentions import name_bodies, name_places, tell_places
from doltap.extract.narrator import tell_narrator
from doltap.extract.people_en import english_people
from doltap.extract.people_ko import korean_people, lettered_people
from doltap.extract.persons import tell_persons
from doltap.extract.plug import Extraction, SafetyMark
from doltap.extract.pronouns import tell_pronouns
from doltap.extract.relations import tell_relations
from doltap.extract.said_ages import tell_said_ages
from doltap.extract.sayings import tell_sayings
from doltap.extract.scene import Scene, scene
from doltap.extract.seen import as_it_stands, moved_marks
from doltap.extract.sheet import Sheet
from doltap.extract.turns import moved
from doltap.language import seen_through
from doltap.model import Gazetteer, Segment


def extract(
    text: str,
    segments: Sequence[Segment],
    *,
    account: str,
    gazetteer: Gazetteer,
    marks: Sequence[SafetyMark] = (),
    language: str = "",
    told: date | None = None,
) -> Extraction:
    """What the account `text` says, as proposals: its passages, entities and assertions.

    `segments` are the reader's (speakers, locators), `marks` the safety room's; `told` is the day the account was told,
    for ages and 'last year'; `language` is that of sentences without letters. The text must be NFC. The same input
    gives the same output, apart from the random ids. What is hidden in the text (zero width, direction marks) splits no
    name: it is read as it is seen, and the passages hold the words as they stand.
    """
    seen = seen_through(text)
    where = scene(seen.text, moved(segments, seen), gazetteer, moved_marks(marks, seen), told, language)
    found = _told(account, where)
    return as_it_stands(found, seen, text) if seen.hidden else found


def _told(account: str, where: Scene) -> Extraction:
    """Everything that the rules read from the scene."""
    text, gazetteer = where.text, where.gazetteer
    sheet = Sheet(account)
    for held in (s for s in where.sentences if s.safety):
        sheet.passage(held)
    taken = sorted((m.start, m.end) for m in (*where.ground.places, *where.ground.bodies))
    people = sorted(
        [
            *english_people(text, taken, frozenset(gazetteer.surnames_latin)),
            *korean_people(text, taken),
            *lettered_people(text),
        ],
        key=lambda n: n.start,
    )
    places = name_places(sheet, where)
    tell_narrator(sheet, where)
    cast = assemble(sheet, where, people)
    name_bodies(sheet, where, cast)
    tell_kin(sheet, where, cast)
    tell_pronouns(sheet, where, cast)
    tell_events(sheet, where, cast)
    tell_means(sheet, where)
    tell_persons(sheet, where, cast)
    tell_said_ages(sheet, where, cast)
    tell_relations(sheet, where, cast)
    tell_coming(sheet, where)
    tell_sayings(sheet, where, cast)
    tell_places(sheet, where, places)
    return sheet.extraction()
