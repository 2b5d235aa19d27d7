"""Addresses of web editors, in the form that each host documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.repository import HOSTS, MAX_LENGTH, Repository, host_of, repository
from alliance.content.settings import read_settings
from tests import small

FILE = "data/markets/japan.fr.yml"
TEXT = "translation: human\n# A market.\nsummary: 100 % & more\n"
ENCODED = "translation%3A%20human%0A%23%20A%20market.%0Asummary%3A%20100%20%25%20%26%20more%0A"
NAME = "data%2Fmarkets%2Fjapan.fr.yml"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://github.com/owner/name", "github"),
        ("https://github.example.org/owner/name", "github"),
        ("https://gitlab.com/group/part/name", "gitlab"),
        ("https://gitlab.example.org/name", "gitlab"),
        ("https://codeberg.org/owner/name", "forgejo"),
        ("https://forgejo.example.org/owner/name", "forgejo"),
        ("https://gitea.com/owner/name", "gitea"),
        ("https://git.example.org/owner/github", ""),
        ("https://notgithub.example/owner/name", ""),
    ],
)
def test_the_address_tells_the_host_where_it_can(address: str, host: str) -> None:
    """By a part of the name of the host, never by a part of the path."""
    assert host_of(address) == host


# What each host gives its own "edit" button, and where its documentation gives the form.
@pytest.mark.parametrize(
    ("host", "expected"),
    [
        # docs.github.com, "Editing files", and any file on github.com
        ("github", "https://git.example/o/n/edit/main/data/markets/japan.fr.yml"),
        # docs.gitlab.com, "Web Editor", and any file on gitlab.com
        ("gitlab", "https://git.example/o/n/-/edit/main/data/markets/japan.fr.yml"),
        # routers/web/web.go of both: "/_edit/*"
        ("gitea", "https://git.example/o/n/_edit/main/data/markets/japan.fr.yml"),
        ("forgejo", "https://git.example/o/n/_edit/main/data/markets/japan.fr.yml"),
    ],
)
def test_a_file_opens_in_the_editor_of_the_host(host: str, expected: str) -> None:
    """The form that the host documents, or that its own buttons have."""
    assert Repository("https://git.example/o/n", host, "main").edit(FILE) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        # github.com/isaacs/github/issues/1527: the whole path in `filename`
        ("github", f"https://git.example/o/n/new/main?filename={NAME}&value={ENCODED}"),
        # gitlab.com/gitlab-org/gitlab, app/views/projects/blob/_editor.html.haml
        ("gitlab", f"https://git.example/o/n/-/new/main?file_name={NAME}&content={ENCODED}"),
        # docs.gitea.com, "Integrations", and github.com/go-gitea/gitea/pull/16556
        ("gitea", f"https://git.example/o/n/_new/main?filename={NAME}&value={ENCODED}"),
        ("forgejo", f"https://git.example/o/n/_new/main?filename={NAME}&value={ENCODED}"),
    ],
)
def test_a_new_file_opens_with_its_name_and_text(host: str, expected: str) -> None:
    """As far as the host takes them."""
    assert Repository("https://git.example/o/n", host, "main").new(FILE, [TEXT]) == expected


def test_the_first_text_that_fits_is_taken() -> None:
    """Never an address that a server or a proxy could refuse for its length."""
    place = Repository("https://github.com/o/n", "github", "main")

    assert place.new("a.yml", ["x" * MAX_LENGTH, "short"]).endswith("&value=short")
    assert place.new("a.yml", ["x" * MAX_LENGTH]).endswith("?filename=a.yml")
    assert place.new("a.yml", ["é" * 1000, "e"]).endswith("&value=e"), "bytes count, not letters"


@given(st.sampled_from(HOSTS), st.text(st.characters(codec="utf-8")), st.text(min_size=1))
def test_any_text_comes_back_from_the_address(host: str, text: str, path: str) -> None:
    """Nothing in a name or a text ends the address, or reads as another part of it."""
    path = path.encode("utf-8", "ignore").decode() or "x"
    made = urlsplit(Repository("https://git.example/o/n", host, "feature/x").new(path, [text]))
    values = parse_qs(made.query, keep_blank_values=True, strict_parsing=True)

    assert made.path.endswith("/feature/x")
    assert not made.fragment
    name, value = ("file_name", "content") if host == "gitlab" else ("filename", "value")
    assert values.pop(name) == [path]
    assert values in ({}, {value: [text]})


@pytest.mark.parametrize("address", [None, "mailto:office@example.org", "https://git.example/x"])
def test_nothing_is_offered_where_the_host_is_not_known(address: str | None) -> None:
    """An address that is none of a web page, or does not tell what runs there."""
    assert repository(address, "", "main") is None


def test_the_setting_names_the_host_and_the_branch(alliance: Callable[..., Path]) -> None:
    """In mkdocs.yml, for hosts whose address does not tell."""
    root = alliance(
        small.with_line("mkdocs.yml", "extra: {", "extra: {repository: {host: gitea, branch: v1}, ")
    )
    settings, problems = read_settings(root)

    assert problems == []
    assert settings is not None
    assert repository("https://git.example/x.git/", settings.git_host, settings.git_branch) == (
        Repository("https://git.example/x", "gitea", "v1")
    )


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("{host: guthub}", 'found "guthub", but only "forgejo", "gitea", "github" or "gitlab"'),
        ("{host: guthub}", 'Did you mean "github"?'),
        ("{branch: 3}", 'found "3": the name of a branch is expected'),
        ("{branch: a b}", 'found "a b": the name of a branch is expected'),
        ("{branch: a..b}", 'found "a..b": the name of a branch is expected'),
        ("{hosts: github}", 'there is no field "hosts" here. Did you mean "host"?'),
        ("github", "as in repository: {host: gitlab, branch: main}"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(
    alliance: Callable[..., Path], setting: str, message: str
) -> None:
    """With what is allowed."""
    root = alliance(small.with_line("mkdocs.yml", "extra: {", f"extra: {{repository: {setting}, "))
    settings, problems = read_settings(root)

    assert settings is None
    (problem,) = problems
    assert message in str(problem)
    assert problem.line == small.MKDOCS[: small.MKDOCS.index("extra:")].count("\n") + 1
