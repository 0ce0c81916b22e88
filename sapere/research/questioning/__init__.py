"""Question items out of sentences: keys (what can be asked for) → distractors → making, each past the gate."""
