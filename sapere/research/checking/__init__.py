"""Whether a sentence that a model wrote says what the words say that it quotes.

evidence (the quotes, found and widened) → words → pairs (of the sentence and its evidence) → figures, names, negation,
strength, opposites, roles, coverage → joining. :func:`sapere.research.checking.check.check` does them in turn.

Every rule gives a reason, "" where it finds nothing wrong. What cannot be judged is not supported.
"""
