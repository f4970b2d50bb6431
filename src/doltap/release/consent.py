"""Consent and release class filter assertions before anything is weighed: a withheld account enters no count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from doltap.model import Account, Assertion, Audience, Consent, ReleaseClass, Use, Withheld
from doltap.safety import may_leave

NEEDED = {Audience.OFFICE: frozenset({Use.CODE}), Audience.PUBLIC: frozenset({Use.PUBLISH_FACT})}


def allowed_accounts(
    accounts: Iterable[Account], consents: Mapping[str, Consent], audience: Audience, today: date | None = None
) -> tuple[frozenset[str], tuple[Withheld, ...]]:
    """The ids of accounts that this audience's view may use, and how many are withheld for each reason.

    `public` accounts (published pages, feeds, packs) are open to all. `office` accounts serve the office where their
    giver agreed to coding. `sealed` accounts serve no view at all: they are held, and opened by name with a reason.
    """
    day = today or date.today()
    allowed: set[str] = set()
    withheld: Counter[str] = Counter()
    for account in accounts:
        reason = _why_not(account, consents.get(account.id), audience, day)
        if reason:
            withheld[reason] += 1
        else:
            allowed.add(account.id)
    return frozenset(allowed), tuple(Withheld(r, n) for r, n in sorted(withheld.items()))


def _why_not(account: Account, consent: Consent | None, audience: Audience, today: date) -> str:
    if account.release_class is ReleaseClass.PUBLIC:
        return ""
    if account.release_class is ReleaseClass.SEALED:
        return "sealed"
    if audience is Audience.PUBLIC:
        return "office_only"
    if consent is None or not consent.known:
        return "consent_unknown"
    if consent.until and consent.until < today.isoformat():
        return "consent_ended"
    return "" if consent.uses >= NEEDED[audience] else "not_agreed"


def consented(assertions: Iterable[Assertion], allowed: frozenset[str]) -> list[Assertion]:
    """The assertions of allowed accounts whose passage may be joined and shown; deny by default."""
    return [a for a in assertions if a.account in allowed and may_leave(a.safety)]
