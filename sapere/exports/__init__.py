"""The way out: a topic (``sapere.topic/1``, a plain value) as a file that others read. One file here for each format."""
