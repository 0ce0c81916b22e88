"""How a tree grows: parts of documents, how akin they are, what groups they form, what those are called."""
