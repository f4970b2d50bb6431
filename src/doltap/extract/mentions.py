"""Places and bodies that the pack knows: every mention yields a name, the same reading one entity."""

from __future__ import annotations

from doltap.extract.scene import Scene
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN
from doltap.model import Entity, EntityType, NameValue, PlaceValue


def name_places(sheet: Sheet, scene: Scene) -> None:
    """An entity for each place named (by its readings), and its name at every mention."""
    known: dict[tuple[str, ...], Entity] = {}
    for m in scene.ground.places:
        sentence = scene.at(m.start)
        if sentence is None:
            continue
        key = m.ids or (m.text,)
        if key not in known:
            known[key] = sheet.mint(EntityType.PLACE, pack_id=m.ids[0] if len(m.ids) == 1 else "")
        sheet.state(sentence, known[key], "name", PlaceValue(m.text, m.ids), m.text, PLAIN)


def name_bodies(sheet: Sheet, scene: Scene) -> None:
    """An entity for each body the pack knows, and its name at every mention."""
    known: dict[tuple[str, ...], Entity] = {}
    for m in scene.ground.bodies:
        sentence = scene.at(m.start)
        if sentence is None:
            continue
        if m.ids not in known:
            known[m.ids] = sheet.mint(EntityType.BODY, pack_id=m.ids[0] if len(m.ids) == 1 else "")
        sheet.state(
            sentence, known[m.ids], "name", NameValue(m.text, m.ids[0] if len(m.ids) == 1 else ""), m.text, PLAIN
        )
