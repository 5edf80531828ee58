"""The same job without Composure: message in, four passages, one prompt, one answer.

    python -m benchmarks.plain_chain STORE MESSAGE --url URL [--raw]

What a competent developer writes in forty lines, once with LangChain and once with Chroma's and
OpenAI's own clients (`--raw`): the scale that `benchmarks/speed.py` holds Composure against.
STORE is a Chroma folder that `store` made; URL is an OpenAI-compatible server. Both variants
import only what they use, so that a cold start is theirs alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

COLLECTION = "passages"
NEAREST = 4
SYSTEM = (
    "You answer customers of a shop. Use only what these passages say:\n\n{context}\n\n"
    "Write a calm and helpful reply to the customer."
)
Answer = Callable[[str], str]


class WordLlamaEmbeddings(Embeddings):
    """The embeddings that Composure ships with, through the package that brings them."""

    def __init__(self) -> None:
        import wordllama

        folder = Path(wordllama.__file__).parent
        self._model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.embed(texts, norm=True).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def langchain_store(folder: str, embeddings: Embeddings) -> Any:
    """LangChain's Chroma over a folder."""
    from langchain_chroma import Chroma

    return Chroma(COLLECTION, embeddings, persist_directory=folder)


def langchain_answer(folder: str, url: str) -> Answer:
    """The chain: retriever, prompt, chat model, text."""
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnablePassthrough
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    store = langchain_store(folder, WordLlamaEmbeddings())
    retriever = store.as_retriever(search_kwargs={"k": NEAREST})
    prompt = ChatPromptTemplate.from_messages([("system", SYSTEM), ("human", "{message}")])
    model = ChatOpenAI(model="test", base_url=url, api_key=SecretStr("none"))
    found = retriever | (lambda documents: joined([item.page_content for item in documents]))
    chain: Any = (
        {"context": found, "message": RunnablePassthrough()} | prompt | model | StrOutputParser()
    )
    answer: Answer = chain.invoke
    return answer


def raw_collection(folder: str) -> Any:
    """Chroma's own collection in a folder; vectors are given to it, it makes none."""
    import chromadb

    client = chromadb.PersistentClient(folder)
    return client.get_or_create_collection(COLLECTION, embedding_function=None)


def raw_answer(folder: str, url: str) -> Answer:
    """The same with Chroma's and OpenAI's clients alone."""
    from openai import OpenAI

    embeddings, collection = WordLlamaEmbeddings(), raw_collection(folder)
    client = OpenAI(base_url=url, api_key="none")

    def answer(message: str) -> str:
        vectors: Any = [embeddings.embed_query(message)]
        found = collection.query(query_embeddings=vectors, n_results=NEAREST)["documents"]
        made = client.chat.completions.create(
            model="test",
            messages=[
                {"role": "system", "content": SYSTEM.format(context=joined(found[0]))},
                {"role": "user", "content": message},
            ],
        )
        return made.choices[0].message.content or ""

    return answer


def joined(texts: Sequence[str]) -> str:
    """Passages as one text."""
    return "\n\n".join(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store")
    parser.add_argument("message")
    parser.add_argument("--url", required=True, help="an OpenAI-compatible server")
    parser.add_argument("--raw", action="store_true", help="without LangChain's chain")
    given = parser.parse_args()
    make = raw_answer if given.raw else langchain_answer
    print(make(given.store, given.url)(given.message))


if __name__ == "__main__":
    main()
