"""The comment under a proposal: which proposal it is for, and that all in it is only text.

GitHub's own Markdown parser renders it. `SHORTHANDS` is what GitHub replaces afterwards, in the
rendered text.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lxml.html import HtmlElement
from playwright._impl._driver import compute_driver_executable

from alliance.review.formats import escape
from tests.hosts.workflows import COMMENT, steps

HEAD = "0123456789abcdef0123456789abcdef01234567"
CHECKED = {"sha": HEAD, "ref": "a-branch", "repo": {"id": 5}}
NO_WIDTH = "\u200b"

# What GitHub makes links or pictures of in rendered text: mentions, references to issues and
# advisories, commits, emoji by name, addresses.
SHORTHANDS = re.compile(
    r"(?<![\w`])@[a-z0-9]|(?:^|[^&\w])#\d|[\w.-]/[\w.-]+#\d|\w#\d|\bGH-\d|\bGHSA-\w|\bCVE-\d"
    r"|\b[0-9a-f]{7,40}\b|:(?:[a-z_][\w+-]*|[+-]1|100|1234):|://|www\.|(?:mailto|xmpp):\w|\w@\w",
    re.IGNORECASE,
)
KEPT = {"h2", "h3", "h4", "ul", "li", "p", "strong", "ins", "del", "sub", "div"}

TYPED = {
    "a mention": "@octocat, (@octocat) @org/team",
    "a mention by number": "&#64;octocat &#x40;octocat &#X40;octocat &#0064;octocat",
    "a mention by name": "&commat;octocat &commat octocat",
    "a mention behind two references": "&amp;#64;octocat &amp;amp;#64;octocat",
    "an issue": "fixes #1, closes #2: GH-3, gh-4",
    "an issue by number or name": "&#35;1 &num;1 &amp;#35;1",
    "an issue elsewhere": "org/repo#1 user#2 https://github.com/org/repo/issues/3",
    "a commit": f"{HEAD} org/repo@{HEAD[:8]} {HEAD[:7]} 1234567 {'a' * 40}",
    "an advisory": "GHSA-jfh8-c2jp-5v3q CVE-2021-44228",
    "a link": "[this](https://evil.example/) [x][y] [^1] <https://evil.example>",
    "a definition": "[x]: https://evil.example/",
    "an address": "https://evil.example HTTP://evil.example ftp://evil.example",
    "an address without a scheme": "www.evil.example WWW.evil.example",
    "a mail address": "ada@example.org mailto:ada@example.org xmpp:ada@example.org/x",
    "a picture": "![it](https://evil.example/x.png) ![it][x]",
    "HTML": "<img src=x> <a href=x>y</a> <b>b</b> <details> </ins> </del> <ins id=x>y</ins>",
    "a comment in HTML": "<!-- hidden --> <!-- comment.yml --> <![CDATA[x]]> <?x?>",
    "backticks": "`code` ``` ````text ~~~ ~gone~ ~~gone~~",
    "emphasis": "*a* **b** ***c*** _d_ __e__ ** * **x",
    "a formula": "$x$ $$y$$ $`z`$",
    "a table": "| a | b |",
    "a row of a table": "| --- | --- |",
    "a heading": "# Heading",
    "a heading by underline": "===",
    "a rule": "---",
    "a quotation": "> [!WARNING]",
    "a list": "- one",
    "a list with plus": "+ one",
    "a numbered list": "2026. A year",
    "a numbered list with a bracket": "1) one",
    "a task": "[ ] to do [x] done",
    "emoji": ":tada: :+1: :-1: :100: :1234: file.yml:100:1",
    "a line that goes on": "end\\",
    "escapes": r"\@octocat \#1 \<b> \\",
    "text that needs nothing": "Tokyo (Japan), 3–4 May: 1,200.5 m² “so” – it’s 50/50; C:/x",
    "other scripts": "東京での会合。 مرحبا ١٢٣ Ünïcode 👩‍🔬",
    "separators of lines": "a\u2028b\u2029c\u0085d",
}
"""What somebody may type into a title, a text or the name of a file."""


def rendered(markdown: str) -> HtmlElement:
    """Return the HTML that GitHub makes of Markdown, before it is cut to what GitHub allows."""
    html = github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return lxml.html.fromstring(f"<div>{html}</div>")


def shown(element: HtmlElement) -> str:
    """Return the text that is seen: one blank for each stretch of them."""
    return " ".join(element.text_content().replace(NO_WIDTH, "").split())


def found_in(page: HtmlElement) -> list[str]:
    """Return what is more than text: elements that nobody typed, and what GitHub will replace."""
    elements = [e.tag for e in page.iter() if e.tag not in KEPT or e.attrib]
    texts = page.xpath(".//text()[not(ancestor::code)]")
    return [*map(str, elements), *(hit[0] for text in texts for hit in SHORTHANDS.finditer(text))]


SHOW_NOTHING = [
    "a definition",
    "a table",
    "a row of a table",
    "a heading by underline",
    "a list",
    "a list with plus",
    "a task",
    "a line that goes on",
    "text that needs nothing",
    "other scripts",
    "separators of lines",
]
"""What makes no element or shorthand by itself, without the right place or neighbours."""


def test_what_is_not_escaped_would_be_found() -> None:
    """Otherwise the tests below would say nothing."""
    assert [n for n, text in TYPED.items() if not found_in(rendered(text))] == SHOW_NOTHING


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """Return what the check of a proposal may have left."""
    folder = tmp_path / "result"
    folder.mkdir()
    (folder / "number.txt").write_text("7\n")
    (folder / "changes.md").write_text("\n".join(TYPED.values()))
    return folder


def commented(
    result: Path, conclusion: str, head: dict[str, Any] | None = None, old: str = ""
) -> dict[str, Any]:
    """Run the script that comments, with a host that only writes down; return what it was told."""
    script = next(s["with"]["script"] for s in steps(COMMENT) if "createComment" in str(s))
    wrapped = f"""
const told = {{}};
const note = (name) => (what) => {{ told[name] = what; }};
const comments = {json.dumps([{"id": 9, "user": {"type": "Bot"}, "body": old}] if old else [])};
const github = {{
  paginate: async () => comments,
  rest: {{
    pulls: {{ get: async () => ({{ data: {{ head: {json.dumps(head or CHECKED)} }} }}) }},
    issues: {{ createComment: note('createComment'), updateComment: note('updateComment') }},
  }},
}};
const run = {{ head_sha: {json.dumps(HEAD)}, head_branch: 'a-branch', head_repository: {{ id: 5 }},
  conclusion: {json.dumps(conclusion)}, html_url: 'https://host.example/run/1' }};
const context = {{ repo: {{ owner: 'o', repo: 'r' }}, payload: {{ workflow_run: run }} }};
const core = {{ setFailed: note('setFailed'), notice: note('notice') }};
process.env.RESULT = {json.dumps(str(result))};
(async () => {{
{script}
}})().then(() => console.log(JSON.stringify(told)));
"""
    node = compute_driver_executable()[0]
    ran = subprocess.run(
        [str(node), "--input-type=commonjs", "-e", wrapped],
        cwd=result.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def changes_of(result: Path) -> str:
    """Return what the comment says of the changes, without its own words."""
    body: str = commented(result, "success")["createComment"]["body"]
    own, _, text = body.partition("### What changes")
    assert own.count("https://") == 1
    return text.partition("<sub>")[0]


def test_the_comment_is_written_once_and_then_kept_up_to_date(result: Path) -> None:
    """Another comment of a program stays as it is."""
    made = commented(result, "success")["createComment"]

    assert made["issue_number"] == 7
    assert commented(result, "success", old=made["body"])["updateComment"]["comment_id"] == 9
    assert "createComment" in commented(result, "success", old="something else")


@pytest.mark.parametrize(
    "number", ["", "0", "7; rm", "../7", "7\n8", "1" * 30, "07", "-7", "7.0", "٧", '{"number": 7}']
)
def test_a_result_that_names_no_proposal_is_refused(result: Path, number: str) -> None:
    """Nothing is written."""
    (result / "number.txt").write_text(number)

    assert commented(result, "success").keys() == {"setFailed"}


@pytest.mark.parametrize(
    "other",
    [{"sha": "f" * 40}, {"ref": "another-branch"}, {"repo": {"id": 6}}, {"repo": None}],
    ids=["another commit", "another branch", "another repository", "a deleted repository"],
)
def test_a_result_cannot_speak_under_another_proposal(
    result: Path, other: dict[str, object]
) -> None:
    """Commit, branch and repository have to be those that GitHub says were checked."""
    assert commented(result, "success", head={**CHECKED, **other}).keys() == {"notice"}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_what_is_typed_is_only_text_in_the_report(typed: str) -> None:
    """As a line, with a word before it, as a title and as a change; seen as it was typed."""
    text = escape(typed)
    for markdown in (
        text,
        f"- {text}",
        f"- was: {text}",
        f"- <ins>{text}</ins>",
        f"**{text}** · x",
    ):
        page = rendered(markdown)

        assert not found_in(page), markdown
        assert " ".join(typed.split()) in shown(page)


def test_what_is_typed_is_only_text_in_the_comment(result: Path) -> None:
    """After the report has escaped it and the comment has treated it once more."""
    lines = [f"- <del>{escape(typed)}</del> **{escape(typed)}**" for typed in TYPED.values()]
    (result / "changes.md").write_text("\n".join(lines), encoding="utf-8")

    page = rendered(changes_of(result))

    assert not found_in(page)
    items = [shown(item) for item in page.iter("li")]
    assert items == [" ".join(f"{typed} {typed}".split()) for typed in TYPED.values()]
    assert len(page.xpath(".//li/del")) == len(page.xpath(".//li/strong")) == len(TYPED)


@pytest.mark.parametrize("start", ["", "- ", "## ", "    ", "\t", "> ", "1. ", "**", "<ins>"])
def test_what_code_of_a_stranger_writes_is_only_text_in_the_comment(
    result: Path, start: str
) -> None:
    """The file need not come from the report: each line can begin and hold whatever it likes."""
    text = "\n\n".join(f"{start}{typed}\n{typed}" for typed in TYPED.values())
    (result / "changes.md").write_text(text, encoding="utf-8")

    assert not found_in(rendered(changes_of(result)))


LINES = {
    "a reference to a line break": ("a&#10;- b", "a - b"),
    "a direction-changing character": ("a\u202eb&#8238;c&#8294;d", "abcd"),
    "a control character": ("a\x00b\x1bc&#27;d", "abcd"),
    "marks in marks": ("<ins>a<del>b</del></ins>", "&#60;ins&#62;a<del>b</del>&#60;/ins&#62;"),
    "a mark without an end": ("<ins>a", "&#60;ins&#62;a"),
    "a mark with more in it": ("<ins id=x>a</ins>", "&#60;ins id&#61;x&#62;a&#60;/ins&#62;"),
    "what the report writes": (
        "- was: <del>1</del> <ins>2</ins> &#64;&#8203;name &#60;b&#62;",
        "- was: <del>1</del> <ins>2</ins> &#64;&#8203;name &#60;b&#62;",
    ),
}


@pytest.mark.parametrize(("line", "written"), LINES.values(), ids=LINES)
def test_a_line_is_written_exactly(result: Path, line: str, written: str) -> None:
    """Marks that the report makes stay; a reference is the character that it stands for."""
    (result / "changes.md").write_text(line, encoding="utf-8")

    assert changes_of(result).strip() == written


def test_mistakes_stand_in_a_block_that_they_cannot_leave(result: Path) -> None:
    """Whatever row of backticks they hold."""
    (result / "check.txt").write_text("````\n@everyone\n````\n</code></pre>\n~~~~~~\n")
    body = commented(result, "failure")["createComment"]["body"]

    assert "`````text\n````\n@everyone\n````\n</code></pre>\n~~~~~~\n`````" in body
    block = rendered(body).xpath(".//pre/code")[0]
    assert block.text == "````\n@everyone\n````\n</code></pre>\n~~~~~~\n"


def test_a_link_or_an_endless_file_is_not_read(result: Path, tmp_path: Path) -> None:
    """Nor more of a file than fits into a comment, even if each character becomes a number."""
    (tmp_path / "private").write_text("private words")
    (result / "check.txt").symlink_to(tmp_path / "private")
    (result / "changes.md").write_text("words " * 400_000)

    body = commented(result, "failure")["createComment"]["body"]
    assert "private" not in body
    assert "words" not in body
    (result / "check.txt").unlink()
    (result / "check.txt").mkdir()
    for line in ("words " * 20, "@" * 79, "words " * 20_000):
        (result / "changes.md").write_text(f"{line}\n" * (120_000 // len(line)))
        body = commented(result, "failure")["createComment"]["body"]
        assert "cut off here" in body
        assert body.endswith("</sub>")
        assert len(body) < 65536


def test_what_is_unpacked_can_reach_no_file_that_a_later_step_runs() -> None:
    """It goes to a folder of its own, outside the workspace, if it is small."""
    fetch = next(step for step in steps(COMMENT) if "download-artifact" in step["uses"])
    read = next(step for step in steps(COMMENT) if "createComment" in str(step))
    find = next(step for step in steps(COMMENT) if step.get("id") == "find")

    assert fetch["with"]["path"] == read["env"]["RESULT"] == "${{ runner.temp }}/result"
    assert "found.size_in_bytes < 2000000" in find["with"]["script"]
