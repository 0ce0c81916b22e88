"""The way in: a file that somebody brings as a topic (``sapere.topic/1``), with the cards and notes in it. One file here
for each format."""
