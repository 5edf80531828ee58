"""Script in every field that a page shows: nothing of it runs, in Chromium itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from page_help import checked, opened, serving
from playwright.sync_api import expect

from assistant.app import Assistant
from assistant.settings import load

pytestmark = pytest.mark.browser
HOOK = "alert(1)"
CORES = (
    "<script>{0}</script>",
    "<img src=x onerror={0}>",
    "<svg onload={0}>",
    "<svg/onload={0}>",
    "<body onload={0}>",
    "<iframe src='javascript:{0}'></iframe>",
    "<a href='javascript:{0}'>a</a>",
    "<input autofocus onfocus={0}>",
    "<details open ontoggle={0}><summary>x</summary></details>",
    "<video><source onerror={0}></video>",
    "<style>@import 'x';</style><b onclick={0}>x</b>",
    "<math><mtext></mtext><script>{0}</script></math>",
    "<marquee onstart={0}>x</marquee>",
    "<object data='javascript:{0}'></object>",
    "<base href='javascript:{0}//'>",
    "<form action='javascript:{0}'><button>x</button></form>",
    "<iframe srcdoc='<script>{0}</script>'></iframe>",
    "<link rel=stylesheet href='data:,*{{}}' onload={0}>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<template><script>{0}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'>",
    "<xss style='animation-name:x' onanimationstart={0}>",
    "<div popover id=x onbeforetoggle={0}>x</div>",
    "{{{{constructor.constructor('{0}')()}}}}",
    "${{{0}}}",
)
FRAMES = ("{}", "\"'>{}", "</textarea></title></script>{}", '--></p><p title="{}">')
ADDRESSES = (
    "/cases/{}",
    "/sources?q={}",
    "/sign-in?next={}",
    "/sources/document?ref={}",
    "/follow-ups?owner={}",
    "/sources/edit?path={}",
    "/work?case={}",
)
PAYLOADS = tuple(frame.format(core.format(HOOK)) for core in CORES for frame in FRAMES)


@pytest.fixture(scope="module")
def hostile(
    shared_home: Path, small_knowledge: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A server whose documents are hostile too, in title, section, text and source."""
    room = tmp_path_factory.mktemp("hostile")
    folder = Path(shutil.copytree(small_knowledge, room / "knowledge"))
    for number, payload in enumerate(PAYLOADS[::10]):
        front = f"---\ntitle: {json.dumps(payload)}\nsource: {json.dumps(payload)}\n---\n"
        text = (
            f"# Books {payload}\n\n## Late books {payload}\nLate books are sent again {payload}\n"
        )
        (folder / "guidance" / f"late_{number}.md").write_text(front + text, encoding="utf-8")
    maker = Assistant(load(home=room / "home", knowledge=folder))
    maker.index()
    maker.close()
    with serving(room / "home", knowledge=folder) as address:
        yield address, folder


def post(page: Any, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = page.request.post(path, data=body)
    assert answer.ok, answer.text()
    made: dict[str, Any] = answer.json()
    return made


def test_a_hundred_payloads_in_every_field_of_a_case(
    chromium: Any, hostile: tuple[str, Path]
) -> None:
    """Messages, names, subjects, facts, follow-ups and what was sent: each payload is shown as
    words on each page that shows it, with no dialog, no error and nothing for the policy to block.
    """
    assert len(PAYLOADS) == 100
    with opened(chromium, hostile[0]) as page:
        shown = 0
        for start in range(0, 100, 10):
            lot = PAYLOADS[start : start + 10]
            shown += _case_of(page, lot)
        page.goto("/follow-ups")
        page.goto("/cases?q=" + quote(PAYLOADS[0]))
        assert shown >= 100
        assert page.faults.none()


def _case_of(page: Any, lot: tuple[str, ...]) -> int:
    """A case that holds ten payloads in each field, opened on its page and in the list."""
    words = " ".join(lot)
    case = {
        "message": f"My books are late {words}",
        "customer": lot[0],
        "subject": lot[1][:190],
        "facts": {"customer_name": lot[2], "order_id": lot[3], "note": words[:400]},
        "history": [{"role": "customer", "text": words}, {"role": "agent", "text": words}],
    }
    card = post(page, "/v1/cases", case)["card"]
    post(page, f"/v1/cases/{card['id']}/follow-ups", {"action": lot[4], "owner": lot[5][:190]})
    post(page, f"/v1/cases/{card['id']}/sent", {"text": f"Dear {words}"})
    page.goto(f"/cases/{card['id']}")
    text = page.locator("main").inner_text()
    page.goto("/cases")
    return sum(" ".join(payload.split()) in " ".join(text.split()) for payload in lot)


def test_payloads_on_the_working_page(chromium: Any, hostile: tuple[str, Path]) -> None:
    """Message, facts and reply with payloads are drafted, linted, marked and restored as words."""
    with opened(chromium, hostile[0]) as page:
        for start in (0, 35, 70):
            page.goto("/work?new=1")
            words = " ".join(PAYLOADS[start : start + 12])
            page.locator("#message").fill(f"My books are 12 days late! {words}")
            page.locator("#facts-box summary").click()
            page.locator("#fact-customer_name").fill(PAYLOADS[start][:190])
            page.keyboard.press("Control+Enter")
            checked(page)
            page.locator("#reply").fill(f"Calm down. {words}")
            expect(page.locator(".under mark.fail").first).to_be_attached()
            checked(page)
            page.reload()
            expect(page.locator("#reply")).to_have_value(f"Calm down. {words}")
            expect(page.locator("#turns")).to_contain_text("My books are 12 days late!")
        assert page.faults.none()


def test_payloads_in_documents_questions_and_addresses(
    chromium: Any, hostile: tuple[str, Path]
) -> None:
    """Titles, sections, quotes and searches come out as words in sources, answers and errors."""
    with opened(chromium, hostile[0]) as page:
        page.goto("/sources?q=late+books")
        expect(page.locator("main")).to_contain_text(HOOK)
        page.locator("article a").first.click()
        page.goto("/ask?q=" + quote("What happens with late books? " + PAYLOADS[1]))
        expect(page.locator(".answer").first).to_contain_text("late books")
        for cite in page.locator(".answer .cite, .answer .span-link").all()[:3]:
            cite.click()
            page.keyboard.press("Escape")
        for number, payload in enumerate(PAYLOADS[::2]):
            page.goto(ADDRESSES[number % len(ADDRESSES)].format(quote(payload, safe="")))
        assert page.faults.none()


def test_a_hostile_text_in_the_editor_is_previewed_as_words(
    chromium: Any, hostile: tuple[str, Path]
) -> None:
    """The preview of a document, its difference and its fault show markup as words."""
    with opened(chromium, hostile[0]) as page:
        page.goto("/sources/new?kind=guidance")
        page.get_by_role("textbox", name="File name").fill("hostile")
        text = "\n\n".join(f"## Part {n}\n{payload}" for n, payload in enumerate(PAYLOADS[::4]))
        page.get_by_role("textbox", name="Text", exact=True).fill(f"# Hostile\n\n{text}\n")
        page.get_by_role("textbox", name="Try it on a message").fill("")
        page.get_by_role("button", name="Preview", exact=True).click()
        expect(page.locator("[data-preview]")).to_contain_text(HOOK)
        page.locator("[data-preview] summary").click()
        assert page.faults.none()
