"""The recipes work in the real servers: headers, types, and a 404 page in the reader's language."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from alliance import headers
from alliance.content.settings import read_settings
from alliance.outputs.servers import FOLDER, redirect_rules, server_settings
from tests.conftest import ROOT

MODULES = ("mpm_event", "authz_core", "unixd", "dir", "mime", "headers", "env", "alias")


def command(name: str) -> str:
    """Return the path of a server; continuous integration has to have it."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if path is None and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed here")
    assert path, f"{name} is not installed"
    return path


def nginx(text: str, port: int, folder: Path) -> list[str]:
    """Return the command of an nginx with a recipe, which runs in the foreground."""
    config = folder / "nginx.conf"
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}"
        f" http {{ {scratch} access_log off;\n{text}\n}}",
        encoding="utf-8",
    )
    return [command("nginx"), "-c", str(config), "-e", str(folder / "log")]


def apache(text: str, port: int, folder: Path) -> list[str]:
    """Return the command of an Apache with a recipe, likewise."""
    config = folder / "apache.conf"
    place = Path("/usr/lib/apache2/modules")
    built_in = subprocess.run(
        [command("apache2"), "-l"], capture_output=True, text=True, check=True
    ).stdout
    modules = "".join(
        f"LoadModule {name}_module {place}/mod_{name}.so\n"
        for name in MODULES
        if f"mod_{name}.c" not in built_in and (place / f"mod_{name}.so").exists()
    )
    config.write_text(
        f"ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/log\nDefaultRuntimeDir {folder}\n{modules}TypesConfig /etc/mime.types\n"
        f"User nobody\nGroup nogroup\nDirectoryIndex index.html\n{text}",
        encoding="utf-8",
    )
    return [command("apache2"), "-f", str(config), "-D", "FOREGROUND"]


def caddy(text: str, port: int, folder: Path) -> list[str]:
    """Return the command of a Caddy with a recipe, likewise."""
    config = folder / "Caddyfile"
    text = text.replace("example.org {", f"http://127.0.0.1:{port} {{")
    config.write_text(f"{{\n    admin off\n}}\n{text}", encoding="utf-8")
    return [command("caddy"), "run", "--config", str(config), "--adapter", "caddyfile"]


SERVERS = {"nginx.conf": nginx, "apache.conf": apache, "Caddyfile": caddy}


def included(name: str) -> tuple[str, str]:
    """Return a line of a recipe, and the same with the rules of an earlier address after it."""
    line, file = {
        "nginx.conf": ("    server_name example.org;\n", "nginx-redirects.conf"),
        "apache.conf": ("ErrorDocument 404 /404.html\n", "apache-redirects.conf"),
        "Caddyfile": ("    encode gzip\n", "Caddyfile-redirects"),
    }[name]
    return line, line + redirect_rules([("markets/nippon", "markets/japan")], ("fr", "pt-BR"))[file]


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, reference: Path
) -> Iterator[str]:
    """Return the address of the reference site in a real server with its recipe."""
    site = tmp_path_factory.mktemp("host") / "site"
    shutil.copytree(reference, site)
    (site / "data").mkdir(exist_ok=True)
    (site / "data" / "probe.json").write_text("{}", encoding="utf-8")
    text = (ROOT / "deploy" / request.param).read_text(encoding="utf-8")
    text = text.replace(*included(request.param), 1)
    with running(request.param, text, site, tmp_path_factory.mktemp("server")) as address:
        yield address


@contextmanager
def running(name: str, text: str, published: Path, folder: Path) -> Iterator[str]:
    """Run a server of a copy of a site, and yield its address; `folder` is for its own."""
    # Servers give up the rights of root: the folders of a test are closed to them.
    site = Path("/var/tmp") / f"recipe-{folder.name}-{os.getpid()}"
    shutil.copytree(published, site)
    try:
        with serving(name, text, site, folder) as address:
            yield address
    finally:
        shutil.rmtree(site)


@contextmanager
def serving(name: str, text: str, site: Path, folder: Path) -> Iterator[str]:
    """Run a server of a folder with the text of a recipe, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = text.replace(FOLDER, str(site))
    home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            SERVERS[name](text, port, folder),
            env={**os.environ, **home},
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(port, process, folder)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Return once a server answers; fail with its own words if it ends instead."""
    for _ in range(200):
        assert process.poll() is None, (folder / "output").read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


def get(address: str) -> HTTPResponse | urllib.error.HTTPError:
    """Return the answer of a server, that of a missing page too."""
    try:
        answer: HTTPResponse = urllib.request.urlopen(address, timeout=10)
    except urllib.error.HTTPError as error:
        return error
    return answer


@pytest.mark.servers
def test_every_answer_has_the_headers(server: str) -> None:
    """Pages, assets, open data and what is missing; each header once."""
    for path in ("", "fr/markets/japan/", "assets/stylesheets/alliance.css", "none/"):
        with get(server + path) as answer:
            for name, value in headers.everywhere().items():
                assert answer.headers.get_all(name) == [value], (path, name)
    files = {"assets/": "stylesheets/alliance.css", "data/": "probe.json"}
    for folder, more in headers.below().items():
        with get(server + folder + files[folder]) as answer:
            assert answer.status == 200
            for name, value in more.items():
                assert answer.headers.get_all(name) == [value], (folder, name)


@pytest.mark.servers
def test_a_missing_page_answers_in_its_language(server: str) -> None:
    """With status 404, at any depth."""
    for path, language in (("none", "en"), ("fr/non/ici/", "fr"), ("pt-BR/x", "pt-BR")):
        with get(server + path) as answer:
            assert answer.status == 404
            assert f'<html lang="{language}"'.encode() in answer.read()


@pytest.mark.servers
def test_an_earlier_address_leads_on_for_good_in_its_language(server: str) -> None:
    """With status 301, and in one step."""
    host = server.removeprefix("http://").rstrip("/")
    for path in ("/", "/fr/", "/pt-BR/"):
        for slash in ("", "/"):
            connection = HTTPConnection(host, timeout=10)
            connection.request("GET", f"{path}markets/nippon{slash}")
            answer = connection.getresponse()
            connection.close()
            where = urlsplit(answer.headers["Location"]).path
            assert (answer.status, where) == (301, f"{path}markets/japan/")


def test_there_are_no_rules_without_an_earlier_address() -> None:
    """And none for languages on a site that has only one."""
    assert redirect_rules((), ("fr",)) == {}
    for text in redirect_rules([("markets/nippon", "markets/japan")], ()).values():
        assert "^/markets/nippon/?$" in text
        assert " /markets/japan/" in text.replace('"', "")


@pytest.mark.servers
@pytest.mark.parametrize("name", SERVERS)
def test_the_forms_have_a_policy_of_their_own(name: str, tmp_path: Path) -> None:
    """In the place of the site's: a browser holds to every policy that it is given."""
    for path in ("index.html", "admin/index.html", "administration/index.html"):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text("", encoding="utf-8")
    own, others = {**headers.everywhere(), **headers.admin_header()}, headers.everywhere()
    text = server_settings(("fr",), admin=True)[name]

    with running(name, text, tmp_path / "site", tmp_path) as address:
        for path, expected in (("", others), ("admin/", own), ("administration/", others)):
            with get(address + path) as answer:
                assert answer.status == 200
                for header, value in expected.items():
                    assert answer.headers.get_all(header) == [value], (path, header)


def test_hosts_that_add_up_headers_give_the_forms_one_policy() -> None:
    """Netlify and Cloudflare Pages give all rules for an address."""
    rules = headers.headers_file(["fr/", "markets/"]).split("\n/")
    found = {rule.partition("\n")[0].removeprefix("/"): rule for rule in rules}
    with_policy = [place for place, rule in found.items() if "Content-Security-Policy" in rule]

    assert with_policy == ["", "index.html", "404.html", "fr/*", "markets/*", "admin/*"]
    assert "Strict-Transport-Security" in found["*"]


def test_the_recipes_in_the_repository_are_those_of_the_site() -> None:
    """Written anew with: python -m alliance recipes deploy."""
    settings, problems = read_settings(ROOT)
    assert settings is not None, problems
    folder = ROOT / "deploy"

    files = (path for path in folder.iterdir() if path.is_file())
    kept = {path.name: path.read_text(encoding="utf-8") for path in files}
    assert kept == server_settings(settings.codes[1:])


def test_a_site_of_one_language_has_no_rules_for_others() -> None:
    """An empty choice would match every address."""
    for text in server_settings(()).values():
        assert "()" not in text.replace("=()", "")
        assert "//404" not in text


def test_the_published_file_of_headers_is_of_the_same_list(reference: Path) -> None:
    """One list, whatever the host."""
    published = (reference / "_headers").read_text(encoding="utf-8")

    assert published == headers.headers_file()
    assert published.startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    assert "unsafe-inline" not in published


def test_a_page_carries_its_own_policy_without_webassembly(reference: Path) -> None:
    """Where no header can be set, the page still runs nothing that is not its own."""
    html = (reference / "index.html").read_text(encoding="utf-8")

    assert f'content="{headers.meta_policy()}"' in html
    assert "wasm" not in headers.meta_policy()
    assert "unsafe" not in headers.meta_policy()
