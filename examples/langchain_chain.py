"""LangChain: a retrieval chain. The model is a fake one; put your own chat model in its place."""

import tempfile
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

import youju
from youju.integrations.langchain import YoujuRetriever

DOCUMENTS = Path(__file__).parent / "documents"
QUESTION = "员工每年享有几天带薪年假？"


def numbered(documents: list[Document]) -> str:
    """The passages with the numbers the model is to cite."""
    return "\n".join(f"[{n}] {one.page_content}" for n, one in enumerate(documents, start=1))


with tempfile.TemporaryDirectory() as folder, youju.Library.open(folder) as library:
    library.add(DOCUMENTS / "员工手册.md")
    retriever = YoujuRetriever(library=library, k=3)
    prompt = ChatPromptTemplate.from_template("只根据资料回答。\n{context}\n问题：{question}")
    chain = (
        {"context": retriever | numbered, "question": RunnablePassthrough()}
        | prompt
        | FakeListChatModel(responses=["每年10天[1]。"])
        | StrOutputParser()
    )
    print(chain.invoke(QUESTION))
    for document in retriever.invoke(QUESTION):
        print(document.metadata["score"], document.metadata["heading_path"], document.id)
