"""A question read, passages found for it, and what speaks for each of their sentences.

asked (terms, names, kind of answer) → found → evidence (sentences weighed) → enough (or not in these sources).
"""
