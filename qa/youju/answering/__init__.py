"""Rankings to answers: what to quote, when to refuse, how to cite."""
