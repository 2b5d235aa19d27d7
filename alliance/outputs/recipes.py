"""Settings of web servers for a site: headers, a 404 page for each language, types of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from alliance import headers

FOLDER = "/srv/site"
"""Where the recipes take the site to lie."""

Below = Mapping[str, Mapping[str, str]]
"""Further headers by the folder that they are for."""

_TYPES = {"ics": "text/calendar", "webmanifest": "application/manifest+json"}


def recipes(languages: Sequence[str], *, admin: bool = False) -> dict[str, str]:
    """Return the recipes by file name; `languages` are those beyond the first, as in addresses.

    `admin` says whether the site has forms, whose folder has a policy of its own.
    """
    below = {**headers.below(), **({headers.ADMIN: headers.admin_header()} if admin else {})}
    return {name: write("|".join(languages), below) for name, write in _RECIPES.items()}


def rules(moved: Iterable[tuple[str, str]], languages: Sequence[str]) -> dict[str, str]:
    """Return files that a recipe can include, by name, which lead on from earlier addresses.

    `moved` are earlier and present paths, `languages` as above; without any of the first there is
    no file. The language stays what it was.
    """
    group = f"((?:{'|'.join(languages)})/)?" if languages else ""
    files: dict[str, str] = {}
    for number, (old, new) in enumerate(moved):
        for name, (head, line, language) in _RULES.items():
            kept = language.format(number=number) if languages else ""
            rule = line.format(old=f"^/{group}{old}/?$", new=f"/{kept}{new}/", number=number)
            files[name] = files.get(name, head) + rule
    return files


def _nginx(languages: str, below: Below) -> str:
    # nginx inherits add_header only where a block has none of its own: each block repeats them all.
    blocks = "".join(
        f"""
    location /{folder} {{
{_nginx_headers({**headers.everywhere(), **more}, 8)}    }}
"""
        for folder, more in below.items()
    )
    types = "".join(f"        {kind} {name};\n" for name, kind in _TYPES.items())
    missing = (
        f"""
    location ~ ^/({languages})/ {{
        error_page 404 /$1/404.html;
    }}
"""
        if languages
        else ""
    )
    return f"""\
# nginx: put this file into /etc/nginx/conf.d/, with the name and the folder of your site.
server {{
    listen 80;
    server_name example.org;
    root {FOLDER};
    error_page 404 /404.html;
    charset utf-8;

    include /etc/nginx/mime.types;
    types {{
{types}    }}
    gzip on;
    gzip_types text/css text/javascript application/javascript application/json image/svg+xml;

{_nginx_headers(headers.everywhere(), 4)}{missing}{blocks}}}
"""


def _nginx_headers(named: Mapping[str, str], indent: int) -> str:
    lines = (f'add_header {name} "{value}" always;\n' for name, value in named.items())
    return "".join(" " * indent + line for line in lines)


def _apache(languages: str, below: Below) -> str:
    blocks = "".join(
        f'<Location "/{folder}">\n{_apache_headers(more, 4)}</Location>\n'
        for folder, more in below.items()
    )
    types = "".join(f"AddType {kind} .{name}\n" for name, kind in _TYPES.items())
    missing = (
        f"""\
<LocationMatch "^/(?<LANGUAGE>{languages})/">
    ErrorDocument 404 /%{{env:MATCH_LANGUAGE}}/404.html
</LocationMatch>
"""
        if languages
        else ""
    )
    return f"""\
# Apache 2.4: include this file in the <VirtualHost> of your site. It needs the module headers.
DocumentRoot {FOLDER}
<Directory {FOLDER}>
    Require all granted
    Options -Indexes
</Directory>
ErrorDocument 404 /404.html
{missing}AddDefaultCharset utf-8
{types}
{_apache_headers(headers.everywhere(), 0)}{blocks}"""


def _apache_headers(named: Mapping[str, str], indent: int) -> str:
    lines = (f'Header always set {name} "{value}"\n' for name, value in named.items())
    return "".join(" " * indent + line for line in lines)


def _caddy(languages: str, below: Below) -> str:
    # Caddy sets the headers of the whole site last: what a folder has instead is not among them.
    common, own = headers.everywhere(), ""
    for folder, more in below.items():
        for name in common.keys() & more.keys():
            own += f"    @other not path /{folder}*\n"
            own += f'    header @other {name} "{common.pop(name)}"\n'
    blocks = own + "".join(
        f"    header /{folder}* {{\n{_caddy_headers(more)}    }}\n"
        for folder, more in below.items()
    )
    types = "".join(
        f'    header *.{name} Content-Type "{kind}; charset=utf-8"\n'
        for name, kind in _TYPES.items()
    )
    missing = (
        f"""\
        @language path_regexp language ^/({languages})/
        handle @language {{
            rewrite * /{{re.language.1}}/404.html
            file_server
        }}
"""
        if languages
        else ""
    )
    return f"""\
# Caddy 2: put this into the Caddyfile, with the name and the folder of your site.
example.org {{
    root * {FOLDER}
    encode gzip
    file_server
    header {{
{_caddy_headers(common)}    }}
{blocks}{types}    handle_errors {{
{missing}        handle {{
            rewrite * /404.html
            file_server
        }}
    }}
}}
"""


def _caddy_headers(named: Mapping[str, str]) -> str:
    return "".join(f'        {name} "{value}"\n' for name, value in named.items())


def _netlify(languages: str, _below: Below) -> str:
    redirects = "".join(
        f"""
[[redirects]]
  from = "/{code}/*"
  to = "/{code}/404.html"
  status = 404
"""
        for code in languages.split("|")
        if code
    )
    return f"""\
# Netlify: put this file into the root of the repository. The site brings its headers in _headers.
[build]
  command = "make site SITE_URL=$URL"
  publish = "site"
{redirects}"""


_RECIPES: dict[str, Callable[[str, Below], str]] = {
    "apache.conf": _apache,
    "Caddyfile": _caddy,
    "netlify.toml": _netlify,
    "nginx.conf": _nginx,
}

# The first line, then that of a rule, and how a server calls the language that it has read.
_RULES: dict[str, tuple[str, str, str]] = {
    "apache-redirects.conf": (
        "# Apache: include this file in the <VirtualHost> of your site.\n",
        'RedirectMatch permanent "{old}" "{new}"\n',
        "$1",
    ),
    "Caddyfile-redirects": (
        "# Caddy: import this file in the block of your site.\n",
        "@was{number} path_regexp was{number} {old}\nredir @was{number} {new} permanent\n",
        "{{re.was{number}.1}}",
    ),
    "nginx-redirects.conf": (
        "# nginx: include this file in the server block of your site.\n",
        "rewrite {old} {new} permanent;\n",
        "$1",
    ),
}
