"""How the teller came to another country to stay: in running words, and in answers to 'When did you come?'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from doltap.extract.events import MOVES
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import Stance, stance
from doltap.extract.turns import Voice
from doltap.language import FoundDate
from doltap.model import Basis, Mention, PlaceValue

_DATE, _, _TO = MOVES["emigration"]
_LANDS: Final = (
    r"(?:the )?(?:United\sStates|U\.?S\.?(?:A\.?)?\b|States\b|America\b|this\scountry|New\sYork|Ellis\sIsland"
    r"|South\sKorea|Israel|Palestine|Canada|Australia|England|Britain)"
)
_CAME: Final = re.compile(
    r"\b(?:I|we|us|me)\b[^.;?!]{0,60}?\b(?:came|come|arrived?|emigrated?|immigrated?|moved|sailed"
    r"|landed|left|got|went|brought|here)\b"
    rf"[^.;?!]{{0,40}}?\b(?:to|in|for|into)\s(?P<land>{_LANDS})"
    r"|(?:나는|저는|내가|제가|우리는|우리가)\s[^.]{0,50}?(?P<ko>한국|남한|대한민국|미국|영국|캐나다|일본)(?:에|으로|로)"
    r"\s?(?:왔|들어왔|입국|도착|이민|이주|건너)",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"\bwhen\b[^?]{0,60}\byou\b[^?]{0,40}\b(?:come|came|arrive|emigrate|immigrate|get|move|land)\b[^?]{0,20}"
    rf"(?:{_LANDS}|here\b|over\b)|언제 [^?]{{0,20}}(?:한국|남한|미국)[^?]{{0,10}}(?:오|입국|도착)|you came here when",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:wanted|want|hoped?|hoping|trying|tried|would|could|supposed|if|papers|visa|affidavit)\b|n['’]t\b"
)


@dataclass(frozen=True, slots=True)
class _Open:
    """A question of when the teller came that still waits for its date, until this sentence."""

    until: int = -1


def tell_coming(sheet: Sheet, scene: Scene) -> None:
    """Write when and to which country the teller came to stay: `emigrated` (a date), `emigrated_to` (the country)."""
    asked = _Open()
    for sentence in scene.sentences:
        if sentence.turn.voice is Voice.QUESTION:
            asked = _Open(sentence.index + 3) if _ASKED.search(sentence.text) else asked
        elif sentence.turn.voice is Voice.TELLER:
            asked = _Open() if _told(sheet, scene, sentence, asked) else asked


def _told(sheet: Sheet, scene: Scene, sentence: Sentence, asked: _Open) -> bool:
    """Write what this sentence says of it; whether it gave a date."""
    m = _CAME.search(sentence.text)
    if m and _BEFORE.search(m[0]):
        return False
    answers = sentence.index <= asked.until
    if not m and not answers:
        return False
    how = Stance(stance(sentence.text).certainty, Basis.TOOK_PART)
    if m:
        land = m["land"] or m["ko"]
        place = next((p for p in scene.places(sentence) if p.text in land or land in p.text), None)
        sheet.state(sentence, sheet.narrator, _TO, _place(place, land), place.text if place else land, how)
    at = sentence.start + (m.end() if m else 0)
    date = _nearest([d for d in scene.dates(sentence) if d.kind in ("date", "interval") and d.value], at)
    if date and date.value:
        sheet.state(sentence, sheet.narrator, _DATE, date.value, date.text, how)
    return date is not None


def _place(known: Mention | None, said: str) -> PlaceValue:
    return PlaceValue(known.text, known.ids) if known else PlaceValue(said)


def _nearest(dates: Sequence[FoundDate], at: int) -> FoundDate | None:
    """The date nearest to the words, no farther than a clause away."""
    near = sorted(dates, key=lambda d: min(abs(d.start - at), abs(d.end - at)))
    return next((d for d in near if min(abs(d.start - at), abs(d.end - at)) < 120), None)
