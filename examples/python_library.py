"""Python: a library, a search and an answer with the evidence that proves it."""

import tempfile
from pathlib import Path

import youju

DOCUMENTS = Path(__file__).parent / "documents"
QUESTION = "员工每年享有几天带薪年假？"

with tempfile.TemporaryDirectory() as folder, youju.Library.open(folder) as library:
    library.add(DOCUMENTS / "员工手册.md")

    for hit in library.search(QUESTION, k=2):
        print(f"{hit.score:.2f}", " > ".join(hit.passage.heading_path), hit.passage.text[:20])

    answer = library.ask(QUESTION)
    print(answer.text)
    for citation in answer.citations:
        text = library.document(citation.passage.document.id).text
        for quote in citation.quotes:
            assert text[quote.span.start : quote.span.end] == quote.text
            print(f"[{citation.number}] {citation.passage.document.name}: {quote.text}")
