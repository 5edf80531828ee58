"""The pages as the server draws them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_help import MESSAGE, client_of, key_for

from assistant.app import Assistant
from assistant.web.pages import STATIC
from assistant.web.pages.rendering import HERE, sentence
from assistant.web.pages.wording import NAVIGATION

HTML = {"Accept": "text/html"}
PAGES = (
    "/work", "/ask", "/cases", "/follow-ups", "/insights", "/sources", "/sources?q=refund",
    "/sources/document?path=policies/delivery.md", "/sign-in", "/nothing-here",
)  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_holds_no_inline_script_and_no_other_address(
    client: TestClient, address: str
) -> None:
    """Every page is whole, and everything in it comes from its own server as a file."""
    answer = client.get(address, headers=HTML)
    assert answer.status_code == (404 if "nothing" in address else 200)
    page = answer.text
    assert page.rstrip().endswith("</html>")
    assert re.search(r'<main id="main"', page)
    assert re.search(r"<h1[ >]", page)
    for tag in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in tag or 'type="application/json"' in tag
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", page)
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_every_file_that_a_page_names_is_there(client: TestClient) -> None:
    """Scripts and styles of the pages answer, and each import of a script leads to a file."""
    for address in PAGES:
        for name in re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get(address).text):
            assert client.get(name).status_code == 200, name
    for script in STATIC.glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', script.read_text(encoding="utf-8")):
            assert (STATIC / name).is_file(), f"{script.name} imports {name}"


def test_scripts_put_nothing_in_as_markup() -> None:
    """No script of ours writes markup, evaluates text or reaches for another address."""
    for script in STATIC.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function"
        assert not re.search(forbidden, text), script.name
        addresses = set(re.findall(r"https?://[^\"'`\s]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}, script.name


def test_templates_never_switch_escaping_off() -> None:
    """No template marks a value as safe, beyond the JSON that the filter itself escapes."""
    for template in (HERE / "templates").glob("*.html"):
        assert "|safe" not in template.read_text(encoding="utf-8").replace(" ", ""), template.name


def test_customer_data_lies_in_the_storage_of_the_tab_alone() -> None:
    """Only the colour scheme is kept beyond the tab."""
    using = {s.name for s in STATIC.glob("*.js") if "localStorage" in s.read_text("utf-8")}
    assert using == {"theme.js"}


def test_hostile_words_come_out_as_words(client: TestClient) -> None:
    """Script in a customer's name, message, subject and fact is shown and not run."""
    case = {
        "message": f"{MESSAGE} {SCRIPT}",
        "customer": f"Ann {SCRIPT}",
        "subject": SCRIPT,
        "facts": {"note": SCRIPT, "customer_name": f"Ann {SCRIPT}"},
    }
    card = client.post("/v1/cases", json=case).json()["card"]
    client.post(f"/v1/cases/{card['id']}/follow-ups", json={"action": f"call {SCRIPT}"})
    for address in (f"/cases/{card['id']}", "/cases", "/follow-ups", f"/cases?q={SCRIPT}"):
        page = client.get(address, headers=HTML).text
        assert SCRIPT not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_case_shows_what_happened_in_its_order(client: TestClient) -> None:
    """Message, draft, what was sent and changed, and what is owed stand on the page of a case."""
    case = {"message": MESSAGE, "customer": "Dana Whitfield", "facts": {"agent_name": "Robin"}}
    card = client.post("/v1/cases", json=case).json()["card"]
    made = client.post(f"/v1/cases/{card['id']}/drafts", json={}).json()
    text = made["draft"]["reply"]["text"] + "\n\nYours, Robin"
    sent = {"text": text, "draft_id": made["draft_id"]}
    assert client.post(f"/v1/cases/{card['id']}/sent", json=sent).status_code == 201
    page = client.get(f"/cases/{card['id']}", headers=HTML).text
    places = [page.index(part) for part in ("LK-20931", "Draft, sent", "<strong>Sent</strong>")]
    assert places == sorted(places)
    assert "2 words in, 0 out" in page
    assert "<ins>" in page
    assert 'data-resolve="done"' in page
    assert "Dana Whitfield" in client.get("/follow-ups", headers=HTML).text
    calendar = client.get("/follow-ups/calendar")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert b"BEGIN:VTODO" in calendar.content


def test_a_case_without_a_name_is_called_by_its_first_words(client: TestClient) -> None:
    """On its own page as on the page to work in, and not by its number."""
    card = client.post("/v1/cases", json={"message": "Where is it? " * 9}).json()["card"]
    page = client.get(f"/cases/{card['id']}", headers=HTML).text
    assert "<h1>Where is it? Where is it? Where is it? Where is it? Where…</h1>" in page


def test_what_is_settled_stands_apart(client: TestClient) -> None:
    """A step that is done leaves the list of what is owed, and the list of one case says so."""
    case = client.post("/v1/cases", json={"message": MESSAGE}).json()["card"]["id"]
    owed = [
        client.post(f"/v1/cases/{case}/follow-ups", json={"action": action}).json()["id"]
        for action in ("ring the depot", "write to the courier")
    ]
    client.patch(f"/v1/follow-ups/{owed[0]}", json={"state": "done"})
    page = client.get(f"/cases/{case}", headers=HTML).text
    assert page.index("write to the courier") < page.index("Settled (1)")
    assert page.index("Settled (1)") < page.rindex("ring the depot")
    listed = client.get(f"/follow-ups?case={case}", headers=HTML).text
    assert f'<input type="hidden" name="case" value="{case}">' in listed
    assert "Show all cases" in listed
    assert "Show all cases" not in client.get("/follow-ups", headers=HTML).text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("there is no case of this id", "There is no case of this id."),
        ("policies/x.md: line 7", "policies/x.md: line 7."),
        ("Is it?", "Is it?"),
        ("", ""),
    ],
)
def test_a_line_for_programs_becomes_a_sentence_for_people(line: str, said: str) -> None:
    """A capital where it begins with a word, a full stop where it has no end; names stay."""
    assert sentence(line) == said


def test_insights_show_charts_and_the_same_numbers_as_tables(client: TestClient) -> None:
    """Each chart has a table with its rows, and the chart is hidden from screen readers."""
    card = client.post("/v1/cases", json={"message": MESSAGE}).json()["card"]
    client.post(f"/v1/cases/{card['id']}/drafts", json={})
    page = client.get("/insights?days=7", headers=HTML).text
    assert page.count("<svg viewBox") == page.count("<table>") - 1  # the keys are a table too
    assert page.count('<figure aria-hidden="true">') >= 3
    assert "late delivery" in page
    assert client.get("/insights?days=5", headers=HTML).status_code == 200


@pytest.mark.parametrize("ref", ["DEL-02", "late_delivery", "policies/delivery#DEL-02"])
def test_a_reference_leads_to_its_passage(client: TestClient, ref: str) -> None:
    """A clause, a playbook and a passage's own id open the place, quote and address included."""
    found = client.get("/sources/passage", params={"ref": ref, "quote": "not in it"}).json()
    assert found["text"]
    assert found["quote"] == ""
    page = client.get(found["address"].partition("#")[0], headers=HTML).text
    assert page.count('id="here"') == 1


def test_a_reference_that_leads_nowhere_says_so(client: TestClient) -> None:
    """A passage that was deleted since is a 404 with what to do."""
    answer = client.get("/sources/passage", params={"ref": "XYZ-99"})
    assert answer.status_code == 404
    assert "no longer indexed" in answer.json()["detail"]


def test_the_example_is_a_case_that_drafts(client: TestClient) -> None:
    """The example of an empty install is a CASE.json, and its dates lie in the last days."""
    case = client.get("/work/example").json()
    draft = client.post("/v1/drafts", json=case)
    assert draft.status_code == 200
    assert draft.json()["triage"]["issues"][0]["id"] == "double_charge"


def pages_for(app: FastAPI, book: Assistant, *scopes: str) -> TestClient:
    """A client that has signed in with a key of these scopes."""
    client = client_of(app, **HTML, Origin="http://127.0.0.1:8000")
    page = client.get("/sign-in").text
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)
    assert csrf is not None
    form = {"key": key_for(book, *scopes), "csrf": csrf[1], "next": "/"}
    assert client.post("/sign-in", data=form, follow_redirects=False).status_code == 303
    return client


def test_each_page_opens_for_its_scopes_alone(closed_app: FastAPI, book: Assistant) -> None:
    """Agent, trainer and evaluator see their pages in the navigation, and get no others."""
    key_for(book, "admin")
    for scope in ("agent", "trainer", "evaluator"):
        client = pages_for(closed_app, book, scope)
        shown = client.get("/").text
        for item in NAVIGATION:
            allowed = scope in item.scopes
            assert (f'href="{item.address}"' in shown) is allowed, (scope, item.name)
            assert client.get(item.address).status_code == (200 if allowed else 403)
        edit = client.get("/sources/new?kind=policy").status_code
        assert edit == (200 if scope == "trainer" else 403)


def test_signing_in_leads_to_no_other_address(client: TestClient) -> None:
    """The form takes no address of elsewhere to go to, and escapes what it is given."""
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example", '"><script>'):
        page = client.get("/sign-in", params={"next": target}).text
        assert 'name="next" value="/"' in page


def test_an_error_is_a_page_with_a_way_back(client: TestClient) -> None:
    """Who follows a dead link reads what happened, and no trace of the inside."""
    answer = client.get("/cases/ffffffffffffffff", headers=HTML)
    assert answer.status_code == 404
    assert "Back to the start" in answer.text
    assert "There is no case of this id." in answer.text
    assert "Traceback" not in answer.text


def test_the_pages_are_part_of_the_package() -> None:
    """Templates, scripts and starters lie beside the code, where a wheel takes them along."""
    root = Path(HERE)
    assert {path.parent.name for path in root.rglob("*") if path.suffix in (".html", ".js")} == {
        "templates",
        "static",
    }
    assert {path.stem for path in (root / "starters").iterdir()} == {
        "policy",
        "playbook",
        "guidance",
    }
