"""The configuration of Sveltia CMS: the collections of its forms, from the models.

Source of the format: the documentation of Sveltia CMS, and the JSON Schema in its package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alliance.content.content import Content
from alliance.editing.backend import backend
from alliance.editing.forms import TITLES, Site, fields, is_translated
from alliance.editing.widgets import Widget
from alliance.graphics.mark import MARK
from alliance.model.fields import SLUG_PATTERN
from alliance.model.model import KINDS, SINGULAR, Article, Record
from alliance.model.organisation import Alliance

PAGE = "page-frontmatter"
"""The format of browser/keep.js for pages: the ending is asked of formats of Markdown files."""


def configuration(content: Content) -> dict[str, Any]:
    """Return the configuration of Sveltia CMS. JSON is YAML too, so it is written as JSON."""
    codes = content.settings.codes
    site = Site(codes, content.alliance, {kind: _title(model) for kind, model in KINDS.items()})
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
            *(_records(model, site) for model in KINDS.values()),
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


def _records(model: type[Record], site: Site) -> dict[str, Any]:
    title = _title(model)
    named = title in TITLES
    return {
        "name": model.kind,
        "label": model.kind.capitalize(),
        "label_singular": SINGULAR[model.kind].capitalize(),
        "description": _description(model),
        "folder": f"data/{model.kind}",
        "extension": "yml",
        "format": "record",
        "identifier_field": title,
        "summary": f"{{{{{title}}}}} ({{{{slug}}}})" if named else "{{slug}}",
        "slug": _slug(f"{{{{{title}}}}}" if named else None),
        "i18n": bool(site.others) and is_translated(model),
        "fields": fields(model, site),
    }


def _slug(template: str | None) -> dict[str, Any]:
    found = {
        "editable": ["create"],
        "hint": "The last part of the address: small letters, digits and single hyphens.",
        "pattern": [f"^{SLUG_PATTERN}$", "Small letters, digits and single hyphens only."],
    }
    return found | ({"template": template} if template else {})


def _pages(site: Site) -> dict[str, Any]:
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
        "fields": fields(Article, site),
    }


def _folders(content: Content, site: Site) -> Iterator[dict[str, Any]]:
    """Yield the pages that lie in folders of docs/, which the collection of pages does not see."""
    language = site.languages[0]
    paths = sorted(content.files[(Article.kind, slug), language].path for slug in content.articles)
    deep = [path for path in paths if path.count("/") > 1]
    if deep:
        files = [_file(path.split("/", 1)[1], path[:-3], "md", site) for path in deep]
        yield _files("sections", "Pages in folders", files)


def _files(name: str, label: str, files: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "label": label, "files": files, "i18n": "i18n" in files[0]}


def _file(label: str, path: str, ending: str, site: Site) -> dict[str, Any]:
    model: type[Alliance | Article] = Alliance if ending == "yml" else Article
    form: list[Widget] = fields(model, site)
    return {
        "name": re.sub("[^a-z0-9]+", "-", label),
        "label": label,
        "file": f"{path}.{{{{locale}}}}.{ending}" if site.others else f"{path}.{ending}",
        "format": "record" if ending == "yml" else PAGE,
        "fields": form,
    } | ({"i18n": True} if site.others else {})


def _title(model: type[Record]) -> str:
    """Return the field that names a record, or the first text that every record has."""
    named = next((name for name in TITLES if name in model.model_fields), None)
    texts = (
        name
        for name, field in model.model_fields.items()
        if field.is_required() and field.annotation is str and name != "slug"
    )
    return named or next(texts)


def _description(model: type[Record]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]
