"""The linker as a whole: made-up people are found again, a name alone merges nobody, answers are obeyed."""

import csv
import random

import numpy as np
import pytest

from doltap.resolve.link import Answer, Kind, link, linked, prepared, questions

GIVEN = [
    a + b for a in ("ka", "mo", "ri", "su", "te", "lo", "ne", "vi", "du", "po") for b in ("ran", "lis", "mer", "dok")
]
FAMILY = [
    a + b for a in ("bor", "kel", "tam", "vos", "rin", "gal", "hes", "pol") for b in ("ano", "eki", "ura", "ost", "ith")
]
COLUMNS = ("name", "born", "place", "code")
KINDS = (Kind.NAME, Kind.DATE, Kind.PLACE, Kind.CODE)


def slip(draw, text):
    at = draw.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def town(people, seed=3):
    """Three records each of so many people, with slips and gaps; and whose each record is."""
    draw, rows = random.Random(seed), []
    for person in range(people):
        told = [
            f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}",
            f"{draw.randint(1930, 1990)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            f"{draw.choice(FAMILY)}ville",
            f"{draw.randint(0, 99999):05}",
        ]
        for _ in range(3):
            chance = [draw.random() for _ in told]
            cells = ["" if c < 0.1 else slip(draw, t) if c < 0.2 else t for c, t in zip(chance, told, strict=True)]
            rows.append((person, cells))
    draw.shuffle(rows)
    table = [(h, k, [cells[n] for _, cells in rows]) for n, (h, k) in enumerate(zip(COLUMNS, KINDS, strict=True))]
    return table, np.array([person for person, _ in rows])


def figures(cluster, truth):
    """Pairwise precision and recall of clusters."""
    together = cluster[:, None] == cluster[None, :]
    gold = truth[:, None] == truth[None, :]
    off = ~np.eye(len(truth), dtype=bool)
    hits = (together & gold & off).sum()
    return hits / max(1, (together & off).sum()), hits / (gold & off).sum()


def test_made_up_people_are_found_again():
    table, truth = town(400)
    precision, recall = figures(link(table).cluster, truth)
    assert precision >= 0.99
    assert recall >= 0.97


def test_it_is_deterministic_and_blind_to_the_order_of_threads():
    table, _ = town(120)
    one, other = link(table), link(table, mapper=lambda f, chunks: [f(c) for c in reversed(list(chunks))][::-1])
    assert np.array_equal(one.cluster, other.cluster)
    assert np.array_equal(one.probability, other.probability)


def test_probabilities_are_probabilities_and_strangers_are_surely_alone():
    table, _ = town(120)
    found = link(table)
    assert ((found.probability >= 0) & (found.probability <= 1)).all()
    sizes = np.bincount(found.cluster, minlength=len(found.cluster))[found.cluster]
    assert found.probability[sizes > 1].min() > 0.5


def test_a_name_alone_merges_nobody():
    names = [f"{g} {f}" for g in GIVEN for f in FAMILY[:10]] * 2
    found = link([("name", Kind.NAME, names)])
    assert len(set(found.cluster.tolist())) == len(names)


def test_a_name_and_a_sex_merge_nobody():
    names = [f"{g} {f}" for g in GIVEN for f in FAMILY[:10]] * 2
    found = link([("name", Kind.NAME, names), ("sex", Kind.CATEGORY, ["f", "m", "f", "f"] * (len(names) // 4))])
    assert len(set(found.cluster.tolist())) == len(names)


def test_who_has_no_birthday_is_merged_with_nobody():
    table, _ = town(300)
    names, born = table[0][2], list(table[1][2])
    hidden = range(0, len(born), 2)
    for n in hidden:
        born[n] = ""
    cluster = link([("name", Kind.NAME, names), ("born", Kind.DATE, born)]).cluster
    sizes = np.bincount(cluster, minlength=len(cluster))[cluster]
    assert (sizes[list(hidden)] == 1).all()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_tables_are_no_error(count):
    found = link([("name", Kind.NAME, ["a b"] * count), ("born", Kind.DATE, ["1990-01-01"] * count)])
    assert len(found.cluster) == count


def test_a_table_of_gaps_is_no_error():
    found = link([("name", Kind.NAME, [""] * 5), ("born", Kind.DATE, ["unknown"] * 5)])
    assert found.cluster.tolist() == [0, 1, 2, 3, 4]


def test_columns_of_odd_lengths_are_refused():
    with pytest.raises(ValueError, match="one length"):
        link([("name", Kind.NAME, ["a"]), ("born", Kind.DATE, [])])


def test_strange_content_is_compared():
    odd = ["🙂" * 40, "a" * 10_000, "عمر الخيام", "김Kim", "123", "\u200b"] * 3
    assert len(link([("name", Kind.NAME, odd), ("code", Kind.CODE, odd)]).cluster) == len(odd)


# --- answers ---------------------------------------------------------------------------------------------------------


def test_same_and_different_are_obeyed():
    table, truth = town(150)
    ready = prepared(table)
    before = linked(ready)
    one = int(np.flatnonzero(truth == truth[0])[0])
    other = int(np.flatnonzero((truth == truth[0]) & (np.arange(len(truth)) > one))[0])
    stranger = int(np.flatnonzero(truth != truth[0])[0])
    assert before.cluster[one] == before.cluster[other]
    after = linked(ready, answers=[Answer(one, other, False), Answer(one, stranger, True)])
    assert after.cluster[one] != after.cluster[other]
    assert after.cluster[one] == after.cluster[stranger]


def test_the_last_answer_counts():
    table, truth = town(80)
    one, other = (int(n) for n in np.flatnonzero(truth == truth[0])[:2])
    after = linked(prepared(table), answers=[Answer(one, other, False), Answer(other, one, True)])
    assert after.cluster[one] == after.cluster[other]


def test_questions_are_open_once_each_and_seeded():
    ready = prepared(town(400)[0])
    found = linked(ready)
    asked = questions(ready, found, 10, seed=4)
    ends = [c for q in asked for c in (found.cluster[q.left], found.cluster[q.right])]
    assert asked
    assert len(set(map(int, ends))) == len(ends)
    assert asked == questions(ready, found, 10, seed=4)
    assert all(0 <= q.probability <= 1 and q.settles >= 1 for q in asked)


def test_answers_to_the_queue_teach():
    table, truth = town(600, seed=8)
    ready = prepared(table)
    before = linked(ready)
    answers = []
    for _ in range(3):
        found = linked(ready, answers=answers)
        answers += [
            Answer(q.left, q.right, bool(truth[q.left] == truth[q.right]))
            for q in questions(ready, found, 15, asked=answers)
        ]
    after = linked(ready, answers=answers)
    f1 = [2 * p * r / (p + r) for p, r in (figures(before.cluster, truth), figures(after.cluster, truth))]
    assert f1[1] > f1[0]


# --- real sets of the field ------------------------------------------------------------------------------------------


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def test_candidates_are_found_by_name_and_birthday_only(shared):
    rows = rows_of(shared / "bench" / "names" / "candidacies.csv")[:6000]
    truth = np.unique([r["person_id"] for r in rows], return_inverse=True)[1]
    table = [("name", Kind.NAME, [r["name"] for r in rows]), ("born", Kind.DATE, [r["birthday"] for r in rows])]
    precision, recall = figures(link(table).cluster, truth)
    assert precision >= 0.995
    assert recall >= 0.98


def test_febrl_stays_solved(shared):
    rows = rows_of(shared / "bench" / "people" / "dataset3.csv")
    truth = np.unique([r["rec_id"].split("-")[1] for r in rows], return_inverse=True)[1]
    kinds = {
        "given_name": Kind.NAME, "surname": Kind.NAME, "date_of_birth": Kind.DATE, "suburb": Kind.PLACE,
        "postcode": Kind.CODE, "address_1": Kind.TEXT, "soc_sec_id": Kind.CODE, "state": Kind.CATEGORY,
    }  # fmt: skip
    found = link([(h, k, [r[h] for r in rows]) for h, k in kinds.items()])
    precision, recall = figures(found.cluster, truth)
    assert 2 * precision * recall / (precision + recall) >= 0.998
