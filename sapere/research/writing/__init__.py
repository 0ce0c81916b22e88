"""The parts of the extractive writer, in the order in which :mod:`sapere.research.write` uses them.

blocks → statements → weight → headings, definition → choice. Each sees plain text and offsets only.
"""
