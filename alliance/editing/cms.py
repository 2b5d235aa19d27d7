"""The configuration of Sveltia CMS: the collections of its forms, from the models.

Source of the format: the documentation of Sveltia CMS, and the JSON Schema in its package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from alliance.cache import FOLDER
from alliance.content.content import Content
from alliance.editing.cms_fields import FormContext, Widget, form_fields, is_translated
from alliance.graphics.emblems import MARK
from alliance.headers import ADMIN, admin_policy
from alliance.i18n.messages import Message, say
from alliance.model.alliance import Alliance
from alliance.model.kinds import ALL_KINDS, KINDS
from alliance.model.records import Article, Record
from alliance.model.validators import SLUG_PATTERN

PAGE = "page-frontmatter"
"""The format of browser/keep.js for pages: the ending is asked of formats of Markdown files."""


def configuration(content: Content) -> dict[str, Any]:
    """Return the configuration of Sveltia CMS. JSON is YAML too, so it is written as JSON."""
    codes = content.settings.codes
    site = FormContext(
        codes, content.alliance, {name: _title(kind.model) for name, kind in KINDS.items()}
    )
    found: dict[str, Any] = {
        "backend": backend(content),
        "app_title": f"{content.alliance.short_name}: forms",
        "logo": {"src": f"../{MARK}"},
        "media_folder": "docs/images",
        "public_folder": "/images",
        "media_libraries": {
            "default": {"config": {"slugify_filename": True}},
            "stock_assets": False,
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80},
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            *(_records(kind.model, site) for kind in KINDS.values()),
            _files("alliance", "The alliance", [_file("alliance", "data/alliance", "yml", site)]),
            _pages(site),
            *_folders(content, site),
        ],
    }
    if found["backend"]["name"] != "gitea":
        found["publish_mode"] = "editorial_workflow"
    if site.others:
        found["i18n"] = {
            "structure": "multiple_files",
            "locales": list(codes),
            "default_locale": codes[0],
            "initial_locales": "default",
            "omit_default_locale_from_file_path": True,
        }
    return found


def _records(model: type[Record | Alliance], site: FormContext) -> dict[str, Any]:
    title, kind = _title(model), ALL_KINDS[model.kind]
    return {
        "name": model.kind,
        "label": model.kind.capitalize(),
        "label_singular": kind.singular.capitalize(),
        "description": _description(model),
        "folder": f"data/{model.kind}",
        "extension": "yml",
        "format": "record",
        "identifier_field": title,
        "summary": f"{{{{{title}}}}} ({{{{slug}}}})" if kind.title else "{{slug}}",
        "slug": _slug(f"{{{{{title}}}}}" if kind.title else None),
        "i18n": bool(site.others) and is_translated(model),
        "fields": form_fields(model, site),
    }


def _slug(template: str | None) -> dict[str, Any]:
    found = {
        "editable": ["create"],
        "hint": "The last part of the address: small letters, digits and single hyphens.",
        "pattern": [f"^{SLUG_PATTERN}$", "Small letters, digits and single hyphens only."],
    }
    return found | ({"template": template} if template else {})


def _pages(site: FormContext) -> dict[str, Any]:
    return {
        "name": Article.kind,
        "label": "Pages",
        "label_singular": "Page",
        "description": _description(Article),
        "folder": "docs",
        "extension": "md",
        "format": PAGE,
        "identifier_field": "title",
        "slug": _slug("{{title}}"),
        "i18n": bool(site.others),
        "fields": form_fields(Article, site),
    }


def _folders(content: Content, site: FormContext) -> Iterator[dict[str, Any]]:
    """Yield the pages that lie in folders of docs/, which the collection of pages does not see."""
    language = site.languages[0]
    paths = sorted(content.files[(Article.kind, slug), language].path for slug in content.articles)
    deep = [path for path in paths if path.count("/") > 1]
    if deep:
        files = [_file(path.split("/", 1)[1], path[:-3], "md", site) for path in deep]
        yield _files("sections", "Pages in folders", files)


def _files(name: str, label: str, files: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "label": label, "files": files, "i18n": "i18n" in files[0]}


def _file(label: str, path: str, ending: str, site: FormContext) -> dict[str, Any]:
    model: type[Alliance | Article] = Alliance if ending == "yml" else Article
    form: list[Widget] = form_fields(model, site)
    return {
        "name": re.sub("[^a-z0-9]+", "-", label),
        "label": label,
        "file": f"{path}.{{{{locale}}}}.{ending}" if site.others else f"{path}.{ending}",
        "format": "record" if ending == "yml" else PAGE,
        "fields": form,
    } | ({"i18n": True} if site.others else {})


def _title(model: type[Record | Alliance]) -> str:
    """Return the field that names a record, or the first text that every record has."""
    texts = (
        name
        for name, field in model.model_fields.items()
        if field.is_required() and field.annotation is str and name != "slug"
    )
    return ALL_KINDS[model.kind].title or next(texts)


def _description(model: type[Record | Alliance]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


BRANCH = "forms"
"""Where forms save that cannot make pull requests."""


def backend(content: Content) -> dict[str, Any]:
    """Return how the forms reach the repository.

    Forgejo and Gitea are one backend, which makes no pull requests: it saves to the branch `forms`.
    """
    found = content.repository
    if found is None:  # no_repository has said so
        return {}
    parts = urlsplit(found.address)
    root = f"{parts.scheme}://{parts.netloc}"
    common = {"repo": parts.path.strip("/"), "branch": found.branch, "auth_methods": ["token"]}
    if found.host == "github":
        api = {} if parts.netloc == "github.com" else {"api_root": f"{root}/api/v3"}
        return {"name": "github", **common, **api}
    if found.host == "gitlab":
        return {"name": "gitlab", **common, "base_url": root, "api_root": f"{root}/api/v4"}
    common |= {"branch": BRANCH, "base_url": root, "api_root": f"{root}/api/v1"}
    return {"name": "gitea", **common}


def hosts(content: Content) -> tuple[str, ...]:
    """Return what a browser has to reach for the repository."""
    parts = urlsplit(str(content.alliance.repository))
    root = f"{parts.scheme}://{parts.netloc}"
    return (root, "https://api.github.com") if parts.netloc == "github.com" else (root,)


FETCHED = Path(FOLDER) / "admin"
"""Where bin/setup puts what comes from npm, below the root of the repository."""

_OWN = Path(__file__).parent / "browser"
_COPIED = ("cms", "yaml")


def no_repository(content: Content) -> Message | None:
    """Return why the forms do not know where to propose changes, None if they do."""
    if content.repository is None:
        return say(
            "The forms need to know where the repository is, and what its host runs. Write"
            " repository in data/alliance.yml, and repository.host below extra in mkdocs.yml."
        )
    return None


def not_fetched(content: Content) -> Message | None:
    """Return what to do where the forms are not on this machine, None if they are."""
    if not all((content.root / FETCHED / name).is_dir() for name in _COPIED):
        return say("The forms are switched on, but not fetched. Run: sh bin/setup forms")
    return None


def admin_files(content: Content) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of each file below /admin/.

    `no_repository` and `not_fetched` must return None.
    """
    page = Markup((_OWN / "index.html").read_text(encoding="utf-8"))  # noqa: S704 (ours)
    name, policy = content.alliance.short_name, admin_policy(hosts(content))
    yield f"{ADMIN}index.html", str(page.format(policy=policy, name=name, icon=f"../{MARK}"))
    yield f"{ADMIN}config.yml", json.dumps(configuration(content), ensure_ascii=False, indent=1)
    for script in ("admin.js", "keep.js"):
        yield ADMIN + script, (_OWN / script).read_text(encoding="utf-8")
    root = content.root / FETCHED
    for folder in _COPIED:
        for path in sorted(p for p in (root / folder).rglob("*") if p.is_file()):
            yield ADMIN + path.relative_to(root).as_posix(), path.read_bytes()
