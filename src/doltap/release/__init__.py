"""What one audience may see. Outputs deny by default: what nobody agreed to stays in, as does operational detail."""

from doltap.release.consent import allowed_accounts, consented
from doltap.release.cover import cover
from doltap.release.screen import coarse, screen

__all__ = ["allowed_accounts", "coarse", "consented", "cover", "screen"]
