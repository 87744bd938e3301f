"""Haystack: documents for a prompt, and extracted answers with their spans, in one pipeline."""

import os
import tempfile
from pathlib import Path

# Haystack tells its makers of every pipeline that runs unless it is asked not to.
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")

from haystack import Pipeline
from haystack.components.builders import PromptBuilder

import youju
from youju.integrations.haystack import YoujuAnswerer, YoujuRetriever

DOCUMENTS = Path(__file__).parent / "documents"
QUESTION = "员工每年享有几天带薪年假？"
TEMPLATE = "{% for one in documents %}{{ one.content }}\n{% endfor %}问题：{{ query }}"

with tempfile.TemporaryDirectory() as folder, youju.Library.open(folder) as library:
    library.add(DOCUMENTS / "员工手册.md")
    pipeline = Pipeline()
    pipeline.add_component("retriever", YoujuRetriever(library, top_k=3))
    pipeline.add_component("prompt", PromptBuilder(TEMPLATE, required_variables=["documents"]))
    pipeline.add_component("answerer", YoujuAnswerer(library))
    pipeline.connect("retriever.documents", "prompt.documents")
    said = pipeline.run({name: {"query": QUESTION} for name in ("retriever", "prompt", "answerer")})
    print(said["prompt"]["prompt"])  # goes to your generator
    for answer in said["answerer"]["answers"]:
        print(f"{answer.score:.2f}", answer.data, answer.document_offset)
