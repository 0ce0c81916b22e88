"""Hints that bring a learner nearer: what must not be said (leaks), and what is said in its place (hints)."""
