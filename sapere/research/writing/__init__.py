"""Step 6, extractive: a concept's page out of quotes.

blocks → statements → weight → headings, definition → choice → page. All but the last see plain text and
offsets only.
"""

from sapere.research.writing.page import Ground, ground, write

__all__ = ["Ground", "ground", "write"]
