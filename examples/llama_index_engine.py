"""LlamaIndex: a query engine over the library. The model is a mock; put your own in its place."""

import tempfile
from pathlib import Path

from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

import youju
from youju.integrations.llama_index import YoujuRetriever

DOCUMENTS = Path(__file__).parent / "documents"
QUESTION = "员工每年享有几天带薪年假？"

with tempfile.TemporaryDirectory() as folder, youju.Library.open(folder) as library:
    library.add(DOCUMENTS / "员工手册.md")
    engine = RetrieverQueryEngine.from_args(YoujuRetriever(library, k=3), llm=MockLLM())
    response = engine.query(QUESTION)
    print(response)
    for source in response.source_nodes:
        node = source.node
        print(f"{source.score:.2f}", node.node_id, node.start_char_idx, node.end_char_idx)
