"""The sheet that the rules write on: one account's passages, entities and assertions, each assertion on exact words."""

from __future__ import annotations

from dataclasses import dataclass, field

from doltap.extract.plug import CODER, Extraction
from doltap.extract.scene import Sentence
from doltap.extract.stance import Stance
from doltap.model import Assertion, Entity, EntityType, Passage, Role, Value, new_id


@dataclass(slots=True)
class Sheet:
    """What has been read so far. The teller is an entity from the start (`narrator`)."""

    account: str
    narrator: Entity = field(init=False)
    entities: dict[str, Entity] = field(default_factory=dict)
    _passages: dict[int, Passage] = field(default_factory=dict)
    _assertions: list[Assertion] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.narrator = self.mint(EntityType.PERSON, narrator=True)

    def mint(self, kind: EntityType, *, narrator: bool = False, pack_id: str = "") -> Entity:
        """A new entity of this account."""
        entity = Entity(new_id(), kind, self.account, narrator, pack_id)
        self.entities[entity.id] = entity
        return entity

    def passage(self, sentence: Sentence) -> Passage:
        """The passage of this sentence, the same one each time."""
        known = self._passages.get(sentence.start)
        if known is None:
            known = Passage(
                new_id(),
                self.account,
                sentence.start,
                sentence.end,
                sentence.text,
                sentence.turn.locator,
                sentence.turn.speaker,
                sentence.language,
                safety=sentence.safety,
            )
            self._passages[sentence.start] = known
        return known

    def state(
        self,
        sentence: Sentence,
        entity: Entity,
        what: str,
        value: Value,
        said: str,
        stance: Stance,
        *,
        event: str = "",
        role: Role | None = None,
    ) -> None:
        """Write one assertion: `said` is the value as it stands in the sentence, or empty. Kept once."""
        key = (sentence.start, entity.id, what, value, said, event)
        if key in self._seen:
            return
        self._seen.add(key)
        self._assertions.append(
            Assertion(
                id=new_id(),
                passage=self.passage(sentence).id,
                account=self.account,
                entity=entity.id,
                entity_type=entity.type,
                property=what,
                value=value,
                value_text=said,
                certainty=stance.certainty,
                basis=stance.basis,
                heard_from=stance.heard_from,
                event=event,
                role=role.value if role else "",
                cites=stance.cites,
                coder=CODER,
                safety=sentence.safety,
            )
        )

    def extraction(self) -> Extraction:
        """Everything read, passages in the order of the text."""
        passages = tuple(self._passages[start] for start in sorted(self._passages))
        return Extraction(passages, tuple(self.entities.values()), tuple(self._assertions))
