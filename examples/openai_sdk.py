"""OpenAI style: chat with annotations, and a vector store's search: ``openai_sdk.py ADDRESS [KEY]``."""

import sys

from openai import OpenAI

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860"
KEY = sys.argv[2] if len(sys.argv) > 2 else "none"
QUESTION = "员工每年享有几天带薪年假？"

client = OpenAI(base_url=f"{ADDRESS}/v1", api_key=KEY, timeout=60)
model = next(iter(client.models.list())).id

reply = client.chat.completions.create(
    model=model, messages=[{"role": "user", "content": QUESTION}]
)
message = reply.choices[0].message
print(message.content)
for annotation in message.annotations or []:
    print(annotation.url_citation.title, annotation.url_citation.url)

pieces = client.chat.completions.create(
    model=model, messages=[{"role": "user", "content": QUESTION}], stream=True
)
print("".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices))

# A vector store's id is the name of the collection.
for hit in client.vector_stores.search("default", query=QUESTION, max_num_results=3):
    print(f"{hit.score:.2f}", hit.filename, hit.content[0].text[:20])
