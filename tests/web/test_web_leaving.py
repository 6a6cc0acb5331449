"""A visitor who leaves ends the work that was done for them."""

import asyncio
import time
import urllib.parse

import pytest
from datasette.database import QueryInterrupted

from web import visitors
from web.plugins import leaving

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"


def stays(left):
    """What a server receives from a visitor who leaves when `left` is set."""

    async def receive():
        await left.wait()
        return {"type": "http.disconnect"}

    return receive


def test_a_stream_stops_when_its_reader_leaves():
    sent, ended = [], []

    async def endless(scope, receive, send):
        assert await receive() == {"type": "http.request", "body": b"", "more_body": False}
        try:
            while True:
                await send({"type": "http.response.body", "body": b"row", "more_body": True})
                await asyncio.sleep(0)
        finally:
            ended.append(True)

    async def run():
        left = asyncio.Event()

        async def send(message):
            sent.append(message)
            if len(sent) == 5:
                left.set()

        await asyncio.wait_for(leaving.asgi_wrapper()(endless)({"type": "http"}, stays(left), send), 30)

    asyncio.run(run())
    assert ended == [True] and 5 <= len(sent) < 50


def test_an_error_of_the_site_is_not_hidden():
    async def failing(scope, receive, send):
        raise LookupError("of the site")

    async def run():
        await leaving.asgi_wrapper()(failing)({"type": "http"}, stays(asyncio.Event()), None)

    with pytest.raises(LookupError, match="of the site"):
        asyncio.run(run())


def test_a_question_whose_visitor_leaves_is_given_up_and_its_process_answers_the_next(published):
    pool = visitors.Pool(published, workers=1)
    pid = asked_pid(pool)
    for _ in range(5):
        asked = visitors.Asked()
        start = time.monotonic()
        waiting = pool.submit(ENDLESS, {}, 10, 60_000, asked)
        while not waiting.running():
            time.sleep(0.01)
        asked.leave()
        assert isinstance(waiting.exception(30), QueryInterrupted) and time.monotonic() - start < 30
        assert pool.submit("select 1", {}, 10, 5_000).result(30).rows == [(1,)]
    assert asked_pid(pool) == pid
    pool.close()


def asked_pid(pool):
    """The process that answers a pool of one."""
    pool.submit("select 1", {}, 10, 5_000).result(60)
    worker = pool._free.get()
    pool._free.put(worker)
    return worker._process.pid


def test_one_that_left_while_waiting_is_not_asked_at_all(published):
    pool = visitors.Pool(published, workers=1)
    first, second = visitors.Asked(), visitors.Asked()
    running = pool.submit(ENDLESS, {}, 10, 60_000, first)
    waiting = pool.submit(ENDLESS, {}, 10, 60_000, second)
    second.leave()
    first.leave()
    assert running.exception(30) and waiting.exception(30)
    pool.close()


@pytest.mark.parametrize("form", ["", ".json", ".csv", ".xlsx"])
def test_leaving_the_site_ends_the_question(serve, published, form, monkeypatch):
    site = serve(published).site
    words = urllib.parse.urlencode({"sql": ENDLESS})
    scope = {
        "type": "http", "method": "GET", "path": f"/lscb{form}", "raw_path": f"/lscb{form}".encode(), "scheme": "http",
        "query_string": words.encode(), "headers": [(b"host", b"localhost")], "http_version": "1.1",
    }  # fmt: skip
    left_at = []
    monkeypatch.setattr(visitors.Asked, "leave", lambda asked: left_at.append(asked))
    sent = []

    async def run():
        await site.invoke_startup()
        left = asyncio.Event()

        async def send(message):
            sent.append(message)

        async def leave():
            while site not in visitors._POOLS or not visitors._POOLS[site]._asked:
                await asyncio.sleep(0.01)
            left.set()

        leaves = asyncio.ensure_future(leave())
        await asyncio.wait_for(site.app()(scope, stays(left), send), 30)
        await leaves

    asyncio.run(run())
    assert len(left_at) == 1 and sent == []
