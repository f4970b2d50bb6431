"""Holding an account against the record: for, against, differ, nothing; a name alone contradicts nobody."""

from weigh_made import days, denied, holds, name, number, place, told, words, year

from doltap.model import Entity, EntityType, SafetyClass, Status, TermValue
from doltap.weigh import Against, check, frames_of, record_of

P, E = EntityType.PERSON, EntityType.EVENT


def record(entities, assertions, **more):
    return Against(record_of(frames_of(entities, assertions)), {}, holds, **more)


def verdicts(against, entities, claims):
    return {c.assertion.property: c for c in check(frames_of(entities, claims), claims, against)}


def person(id_, **said):
    return Entity(id_, P, "r"), [told(v, "r", entity=id_, prop=p, id=f"{id_}/{p}") for p, v in said.items()]


def event(id_, account="r", pack_id="", **said):
    made = [told(v, account, entity=id_, prop=p, kind=E, id=f"{id_}/{p}") for p, v in said.items()]
    return Entity(id_, E, account, pack_id=pack_id), made


def test_same_name_and_birth_year_supports():
    known, told_of = person("r1", name=name("Kim Chol Su"), birth_date=year(1970))
    claimed, claims = person("c1", name=name("김철수"), birth_date=year(1970))
    found = verdicts(record([known], told_of), [claimed], claims)
    assert found["birth_date"].status is Status.ONE_TELLER
    assert found["birth_date"].supports == ("r1/birth_date",)


def test_a_name_alone_is_never_against_the_record():
    known, told_of = person("r1", name=name("Kim Chol Su"), birth_date=year(1960))
    claimed, claims = person("c1", name=name("Kim Chol Su"), birth_date=year(1970))
    assert verdicts(record([known], told_of), [claimed], claims)["birth_date"].status is Status.NOTHING_FOUND


def test_a_participants_name_alone_is_never_against_the_record_even_of_the_packs_own_event():
    arrest = TermValue("event_kind", "arrest")
    known, told_of = event("r1", pack_id="event.x", kind=arrest, victim=name("Kim Yong"), date=year(2003))
    claimed, claims = event("c1", "c", kind=arrest, victim=name("Kim Yong"), date=year(1999))
    who, called = person("who", name=name("Kim Yong"))
    found = verdicts(record([known], told_of), [claimed, who], [*claims, *called])
    assert found["date"].status is Status.NOTHING_FOUND


def test_more_than_a_name_can_be_against_the_record():
    said = {"name": name("Kim Chol Su"), "birth_place": place("Hoeryong", "KP.HB.HR"), "occupation": words("teacher")}
    known, told_of = person("r1", **said, birth_date=year(1960))
    claimed, claims = person("c1", **said, birth_date=year(1970))
    assert verdicts(record([known], told_of), [claimed], claims)["birth_date"].status is Status.AGAINST_RECORD


def test_records_that_differ_are_shown_as_differing():
    where = {"name": name("Kim Chol Su"), "birth_place": place("H", "KP.HB.HR"), "occupation": words("teacher")}
    one, first = person("r1", **where, birth_date=year(1970))
    two, second = person("r2", **where, birth_date=year(1960))
    claimed, claims = person("c1", **where, birth_date=year(1970))
    found = verdicts(record([one, two], [*first, *second]), [claimed], claims)["birth_date"]
    assert found.status is Status.TELLERS_DIFFER
    assert (found.supports, found.against) == (("r1/birth_date",), ("r2/birth_date",))


def test_two_origins_corroborate():
    where = {"name": name("Kim Chol Su"), "birth_date": year(1970)}
    one, first = person("r1", **where)
    two, second = person("r2", **where)
    against = Against(record_of(frames_of([one, two], [*first, *second])), {"r1/birth_date": "a", "r2/birth_date": "b"})
    claimed, claims = person("c1", **where)
    assert verdicts(against, [claimed], claims)["birth_date"].status is Status.CORROBORATED


def test_i_is_no_name_by_which_events_are_one():
    born = TermValue("event_kind", "birth")
    narrator, other = Entity("n", P, "r", narrator=True), Entity("m", P, "c", narrator=True)
    in_record = [told(born, "r", entity="r1", prop="kind", kind=E),
                 told(name("I"), "r", entity="r1", prop="participant", kind=E, event="n")]  # fmt: skip
    claims = [told(born, "c", entity="c1", prop="kind", kind=E),
              told(year(1970), "c", entity="c1", prop="date", kind=E),
              told(name("I"), "c", entity="c1", prop="participant", kind=E, event="m")]  # fmt: skip
    against = record([Entity("r1", E, "r"), narrator], in_record)
    found = verdicts(against, [Entity("c1", E, "c"), other], claims)
    assert {c.status for c in found.values()} == {Status.NOTHING_FOUND}


def test_a_partys_denial_is_not_against():
    death = TermValue("event_kind", "forced_return")
    said = {"kind": death, "date": year(2023), "place": place("China", "CN")}
    known, told_of = event("r1", pack_id="event.x", **said)
    denial = denied(number(500, 500), "kcna", entity="r1", prop="count", kind=E, id="denial")
    claimed, claims = event("c1", "c", **said, count=number(500, 500))
    found = verdicts(record([known], [*told_of, denial], parties=frozenset({"denial"})), [claimed], claims)
    assert found["count"].status is not Status.AGAINST_RECORD


def test_operational_claims_are_not_checked_and_name_no_evidence():
    known, told_of = person("r1", name=name("Kim Chol Su"), birth_date=year(1970))
    held = [told(year(1970), "c", entity="c1", safety=frozenset({SafetyClass.OPERATIONAL}))]
    found = list(check(frames_of([Entity("c1", P, "c")], held), held, record([known], told_of)))
    assert [(c.status, c.supports, c.against, c.near) for c in found] == [(Status.NOT_CHECKED, (), (), ())]


def test_the_country_that_acted_is_no_other_place():
    shared = {"kind": TermValue("event", "forced_return"), "date": year(2023), "count": number(500)}
    known, told_of = event("r1", pack_id="event.x", **shared, place=place("N", "KP"), actor=name("China", "CN"))
    acted, first = event("c1", "c", **shared, place=place("China", "CN"))
    elsewhere, second = event("c2", "c", **shared, place=place("Japan", "JP"))
    against = record([known], told_of)
    assert verdicts(against, [acted], first)["place"].status is Status.NOTHING_FOUND
    assert verdicts(against, [elsewhere], second)["place"].status is Status.AGAINST_RECORD


def counted(count, first, last=None, *, id_="r1", pack_id=""):
    back = TermValue("event_kind", "forced_return")
    return event(id_, id_[0], pack_id, kind=back, place=place("K", "KP"), count=count, date=days(first, last))


def against_total(claim, day="2023-10-09"):
    known, told_of = counted(number(670, 670, "person"), "2020-01-01", "2024-04-30", pack_id="event.total")
    claimed, claims = counted(claim, day, id_="c1")
    return verdicts(record([known], told_of), [claimed], claims)["count"]


def test_a_part_is_not_against_the_total_of_years():
    assert against_total(number(600, 600, "person")).against == ()


def test_a_part_larger_than_the_whole_is():
    assert against_total(number(900, 900, "person")).status is Status.AGAINST_RECORD


def test_two_counts_of_one_day_differ():
    known, told_of = counted(number(500, 500, "person"), "2023-10-09", pack_id="event.day")
    claimed, claims = counted(number(600, 600, "person"), "2023-10-09", id_="c1")
    assert verdicts(record([known], told_of), [claimed], claims)["count"].status is Status.AGAINST_RECORD
