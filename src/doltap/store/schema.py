"""The tables, by version. A new file runs every step, an older file those it lacks: one path, always tested.

A step that has been released is never edited; what changes is a new step (tests pin the text of each).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from doltap.errors import ArchiveDamaged, ArchiveNewer
from doltap.store.database import Database

Steps = Sequence[str]

TESTIMONY_1: Final = """
CREATE TABLE sources (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, name_ko TEXT NOT NULL,
    reliability TEXT NOT NULL, party TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tellers (id TEXT PRIMARY KEY, pseudonym TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE originals (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, wrapped_key BLOB NOT NULL,
    size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE accounts (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, received TEXT NOT NULL,
    name TEXT NOT NULL, source TEXT REFERENCES sources (id), teller TEXT REFERENCES tellers (id),
    release_class TEXT NOT NULL, outcome TEXT NOT NULL, media_type TEXT NOT NULL, encoding TEXT NOT NULL,
    language TEXT NOT NULL, reader TEXT NOT NULL, size INTEGER NOT NULL, reason TEXT NOT NULL,
    part_of TEXT REFERENCES accounts (id), duplicate_of TEXT REFERENCES accounts (id), document TEXT NOT NULL,
    link TEXT NOT NULL, seen TEXT NOT NULL, verified INTEGER NOT NULL) STRICT;
CREATE INDEX accounts_sha256 ON accounts (sha256);
CREATE INDEX accounts_part_of ON accounts (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX accounts_duplicate_of ON accounts (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE texts (account TEXT PRIMARY KEY REFERENCES accounts (id), words TEXT NOT NULL) STRICT;
CREATE TABLE segments (account TEXT NOT NULL REFERENCES accounts (id), n INTEGER NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, locator TEXT NOT NULL, speaker TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (account, n)) STRICT, WITHOUT ROWID;
CREATE TABLE signatures (account TEXT PRIMARY KEY REFERENCES accounts (id), kind TEXT NOT NULL, data BLOB NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE passages (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES accounts (id),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL, locator TEXT NOT NULL, speaker TEXT NOT NULL,
    language TEXT NOT NULL, rendering_of TEXT NOT NULL, safety TEXT NOT NULL, operational INTEGER NOT NULL) STRICT;
CREATE INDEX passages_account ON passages (account, start);
CREATE TABLE entities (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, account TEXT NOT NULL,
    narrator INTEGER NOT NULL, pack_id TEXT NOT NULL) STRICT;
CREATE INDEX entities_account ON entities (account);
CREATE TABLE assertions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, passage TEXT NOT NULL REFERENCES passages (id),
    account TEXT NOT NULL REFERENCES accounts (id), entity TEXT NOT NULL, entity_type TEXT NOT NULL,
    property TEXT NOT NULL, value TEXT NOT NULL, value_text TEXT NOT NULL, certainty TEXT NOT NULL, basis TEXT NOT NULL,
    heard_from TEXT NOT NULL, event TEXT NOT NULL, role TEXT NOT NULL, cites TEXT NOT NULL, coder TEXT NOT NULL,
    safety TEXT NOT NULL, operational INTEGER NOT NULL, accepted INTEGER NOT NULL) STRICT;
CREATE INDEX assertions_account ON assertions (account);
CREATE INDEX assertions_entity ON assertions (entity, property);
CREATE INDEX assertions_property ON assertions (property);
CREATE INDEX assertions_passage ON assertions (passage);
CREATE INDEX assertions_event ON assertions (event) WHERE event != '';
CREATE TABLE assertion_decisions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    assertion TEXT NOT NULL REFERENCES assertions (id), verdict TEXT NOT NULL, by_whom TEXT NOT NULL,
    decided TEXT NOT NULL, why TEXT NOT NULL, corrected TEXT) STRICT;
CREATE INDEX assertion_decisions_assertion ON assertion_decisions (assertion, n);
CREATE TABLE consents (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES accounts (id),
    uses TEXT NOT NULL, known INTEGER NOT NULL, until TEXT NOT NULL, given TEXT NOT NULL) STRICT;
CREATE INDEX consents_account ON consents (account, n);
CREATE TABLE match_decisions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, left_one TEXT NOT NULL,
    right_one TEXT NOT NULL, decision TEXT NOT NULL, by_whom TEXT NOT NULL, decided TEXT NOT NULL, why TEXT NOT NULL)
    STRICT;
CREATE TABLE origin_links (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    left_one TEXT NOT NULL REFERENCES accounts (id), right_one TEXT NOT NULL REFERENCES accounts (id),
    decision TEXT NOT NULL, by_whom TEXT NOT NULL, decided TEXT NOT NULL, why TEXT NOT NULL) STRICT;
CREATE INDEX origin_links_left ON origin_links (left_one);
CREATE INDEX origin_links_right ON origin_links (right_one);
CREATE TABLE near_duplicates (left_one TEXT NOT NULL REFERENCES accounts (id),
    right_one TEXT NOT NULL REFERENCES accounts (id), similarity REAL NOT NULL, left_start INTEGER NOT NULL,
    left_end INTEGER NOT NULL, PRIMARY KEY (left_one, right_one)) STRICT, WITHOUT ROWID;
CREATE INDEX near_duplicates_right ON near_duplicates (right_one);
CREATE TABLE mappings (name TEXT PRIMARY KEY, content TEXT NOT NULL, saved TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE questions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, about TEXT NOT NULL,
    words TEXT NOT NULL, asked TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE log (n INTEGER PRIMARY KEY, entry BLOB NOT NULL, leaf BLOB NOT NULL) STRICT;
CREATE TABLE log_state (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, frontier BLOB NOT NULL,
    root BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE passage_terms USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
INSERT INTO passage_terms (passage_terms, rank) VALUES ('secure-delete', 1);
"""

TESTIMONY_2: Final = """
CREATE TABLE extractions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id), passages_from INTEGER NOT NULL, passages INTEGER NOT NULL,
    entities_from INTEGER NOT NULL, entities INTEGER NOT NULL, assertions_from INTEGER NOT NULL,
    assertions INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE INDEX extractions_account ON extractions (account);
CREATE TABLE promises (entry INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, row TEXT NOT NULL,
    salt BLOB, leaf BLOB NOT NULL, PRIMARY KEY (entry, position)) STRICT, WITHOUT ROWID;
CREATE INDEX promises_row ON promises (kind, row, entry);
"""

TESTIMONY_3: Final = """
CREATE TABLE confirmations (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entity TEXT NOT NULL,
    property TEXT NOT NULL, value TEXT NOT NULL, document TEXT NOT NULL, seen TEXT NOT NULL, audience TEXT NOT NULL,
    by_whom TEXT NOT NULL, decided TEXT NOT NULL, why TEXT NOT NULL) STRICT;
CREATE INDEX confirmations_entity ON confirmations (entity, property);
CREATE TABLE reading_decisions (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, property TEXT NOT NULL,
    source TEXT NOT NULL, audience TEXT NOT NULL, by_whom TEXT NOT NULL, decided TEXT NOT NULL, why TEXT NOT NULL)
    STRICT;
CREATE TABLE models (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, audience TEXT NOT NULL, number INTEGER NOT NULL,
    learned TEXT NOT NULL, by_whom TEXT NOT NULL, assertions INTEGER NOT NULL, confirmed INTEGER NOT NULL,
    content TEXT NOT NULL, UNIQUE (audience, number)) STRICT;
CREATE TABLE model_accounts (model TEXT NOT NULL REFERENCES models (id), account TEXT NOT NULL,
    PRIMARY KEY (model, account)) STRICT, WITHOUT ROWID;
"""

TESTIMONY_4: Final = """
CREATE TABLE lists (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL,
    purpose TEXT NOT NULL, until TEXT NOT NULL, columns TEXT NOT NULL, by_whom TEXT NOT NULL, second TEXT NOT NULL,
    linked TEXT NOT NULL, row_count INTEGER NOT NULL) STRICT;
CREATE TABLE list_pairs (id TEXT PRIMARY KEY, list TEXT NOT NULL REFERENCES lists (id), row TEXT NOT NULL,
    entity TEXT NOT NULL, UNIQUE (list, row, entity)) STRICT, WITHOUT ROWID;
"""

TESTIMONY_5: Final = """
ALTER TABLE assertion_decisions ADD COLUMN codebook TEXT NOT NULL DEFAULT '';
ALTER TABLE assertion_decisions ADD COLUMN adjudicates INTEGER NOT NULL DEFAULT 0;
"""

IDENTITIES_1: Final = """
CREATE TABLE identities (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, teller TEXT NOT NULL, kind TEXT NOT NULL,
    value TEXT NOT NULL, account TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, added TEXT NOT NULL)
    STRICT;
CREATE INDEX identities_teller ON identities (teller);
CREATE INDEX identities_account ON identities (account);
"""

IDENTITIES_2: Final = """
CREATE TABLE heads (name TEXT NOT NULL PRIMARY KEY CHECK (name = 'head'), token TEXT NOT NULL, before TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
"""

TESTIMONY: Final[Steps] = (TESTIMONY_1, TESTIMONY_2, TESTIMONY_3, TESTIMONY_4, TESTIMONY_5)
IDENTITIES: Final[Steps] = (IDENTITIES_1, IDENTITIES_2)


def migrate(database: Database, steps: Steps) -> int:
    """Bring a file to the version that `steps` end at, all steps in one transaction; the version it had before.

    Raises `ArchiveNewer` for a file of a later version, `ArchiveDamaged` for one that has tables but no version.
    """
    found = database.number("PRAGMA user_version")
    if found > len(steps):
        raise ArchiveNewer("archive_newer", part=database.part, found=found, known=len(steps))
    if found == 0 and database.number("SELECT count(*) FROM sqlite_master"):
        raise ArchiveDamaged("part_damaged", part=database.part)
    if found < len(steps):
        with database.transaction():
            # Asked again inside the transaction: another process may have been here in between.
            for sql in steps[database.number("PRAGMA user_version") :]:
                _run(database, sql)
            database.write(f"PRAGMA user_version = {len(steps)}")
    return found


def _run(database: Database, sql: str) -> None:
    # Not executescript: it would commit the open transaction first.
    for statement in filter(None, (part.strip() for part in sql.split(";\n"))):
        database.write(statement)
