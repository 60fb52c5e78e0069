"""A program that is the least FastAPI can be, on a free port: the limit of what a server of ours could answer."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from wxbuyer_gui.server.running import Listening, address_of, listen

app = FastAPI()


@app.get("/")
def hello() -> dict[str, str]:
    """The answer to everything."""
    return {"hello": "world"}


def main() -> None:
    """Print the address, and serve until the process is ended."""
    with listen(Listening(port=0)) as listener:
        print(f"serving at {address_of(listener, Listening())}: hello", flush=True)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
