"""Step 6 with a model: a concept's page in its words, each sentence checked before anybody reads it.

excerpts → prompt → lines, as they stream in → checked → those that failed sent back once → page.
"""

from sapere.research.authoring.page import author

__all__ = ["author"]
