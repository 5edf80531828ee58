"""The plain chain of `plain_chain.py` behind a bare FastAPI: what a developer serves in a day.

    python -m benchmarks.web_plain STORE --url URL

POST /draft answers with the text, POST /stream with its pieces as they come. It prints its address.
"""

from __future__ import annotations

import argparse
import socket
from collections.abc import Iterator
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from benchmarks.plain_chain import langchain_answer


class Message(BaseModel):
    """What the customer wrote."""

    message: str


def application(store: str, url: str) -> FastAPI:
    """The application; its routes are plain functions, which FastAPI runs in its threads."""
    app = FastAPI()
    answer: Any = langchain_answer(store, url)
    chain = answer.__self__

    @app.post("/draft")
    def draft(body: Message) -> dict[str, str]:
        return {"reply": chain.invoke(body.message)}

    @app.post("/stream")
    def stream(body: Message) -> StreamingResponse:
        def pieces() -> Iterator[str]:
            for piece in chain.stream(body.message):
                yield f"event: text\ndata: {piece!r}\n\n"
            yield "event: done\ndata: {}\n\n"

        return StreamingResponse(pieces(), media_type="text/event-stream")

    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store")
    parser.add_argument("--url", required=True, help="an OpenAI-compatible server")
    given = parser.parse_args()
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    bound.listen(2048)
    print(f"http://127.0.0.1:{bound.getsockname()[1]}", flush=True)
    config = uvicorn.Config(application(given.store, given.url), log_level="warning")
    uvicorn.Server(config).run(sockets=[bound])


if __name__ == "__main__":
    main()
