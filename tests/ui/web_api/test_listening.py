"""The server's socket: what is sent over it goes out at once."""

import asyncio
import socket

import pytest

from youju.errors import ConfigError
from youju_ui.chat.listening import listen


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_the_body_of_an_answer_does_not_wait_for_its_headers_to_be_acknowledged(host):
    try:
        listener = listen(host, 0)
    except ConfigError:
        assert host == "::1"
        pytest.skip("this machine has no IPv6")

    async def accepted() -> int:
        told = asyncio.get_running_loop().create_future()

        async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            told.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        server = await asyncio.start_server(serve, sock=listener)
        async with server:
            _, writer = await asyncio.open_connection(*listener.getsockname()[:2])
            no_delay = await told
            writer.close()
            await writer.wait_closed()
        return no_delay

    assert asyncio.run(accepted()) == 1
