"""What of two sentences is told apart: their figures, their dates, and what they say is so.

numerals → quantities, dates, claims → frames. :mod:`sapere.research.disagree` puts them side by side.
"""
