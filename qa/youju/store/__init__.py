"""Where documents, passages, words and vectors are kept; ``sqlite`` is the embedded store."""
