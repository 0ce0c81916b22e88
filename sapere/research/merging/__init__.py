"""Which readings are one source, which of its copies is used, and what it is worth.

names → sketches → duplicates → quality. :mod:`sapere.research.merge` puts them together.
"""
