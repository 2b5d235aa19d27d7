"""What a browser may do with the site: one list, from which pages and header files are written.

Sources: Content Security Policy Level 3, Fetch (cross-origin resource policy), Referrer Policy,
Permissions Policy, RFC 6797 (HSTS), RFC 9111 (caching).
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

HEADERS_FILE = "_headers"
"""Where Netlify and Cloudflare Pages look for headers; other hosts pass it over."""

ADMIN = "admin/"
"""The folder of the forms, relative to the root of the site."""

_POLICY_HEADER = "Content-Security-Policy"

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

# The search runs WebAssembly in a worker, which has the policy of its own response. A page has two
# policies, this one and that of its meta element, and may do only what both allow: no WebAssembly.
_HEADER_POLICY = {
    **_POLICY,
    "script-src": "'self' 'wasm-unsafe-eval'",
    "frame-ancestors": "'none'",
}

# The forms bring their own styles, draw pictures that were just chosen, and speak to the Git host.
_ADMIN_POLICY = {
    **_POLICY,
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob: https:",
    "media-src": "'self' blob:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
}

_FEATURES = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip


def meta_policy() -> Markup:
    """Return the policy that each page carries itself (a meta element cannot say all of it)."""
    return Markup(_written(_POLICY))  # noqa: S704 (ours, and without double quotes)


def offline_policy() -> Markup:
    """Return the policy of a page that is opened as a file: the same, and nothing from a network.

    Not every browser counts files as `'self'`.
    """
    policy = {name: sources.replace("'self'", "'self' file:") for name, sources in _POLICY.items()}
    return Markup(_written(policy))  # noqa: S704 (as above)


def admin_policy(hosts: Iterable[str]) -> Markup:
    """Return the policy that the page of the forms carries; `hosts` are those of the repository."""
    reached = " ".join((_ADMIN_POLICY["connect-src"], *hosts))
    return Markup(_written({**_ADMIN_POLICY, "connect-src": reached}))  # noqa: S704 (as above)


def admin_header() -> dict[str, str]:
    """Return the headers of the folder of the forms: a policy in the place of the site's, and more.

    The policy names no Git host: the page does.
    """
    reached = {"connect-src": f"{_ADMIN_POLICY['connect-src']} https:", "frame-ancestors": "'none'"}
    return {_POLICY_HEADER: _written({**_ADMIN_POLICY, **reached}), "X-Robots-Tag": "noindex"}


def everywhere() -> dict[str, str]:
    """Return the headers of every response, by name."""
    return {
        _POLICY_HEADER: _written(_HEADER_POLICY),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }


def below() -> dict[str, dict[str, str]]:
    """Return further headers by the folder that they are for, relative to the root of the site."""
    return {
        "assets/": {"Cache-Control": "public, max-age=86400"},
        "data/": {"Access-Control-Allow-Origin": "*"},
    }


def headers_file(folders: Iterable[str] = ()) -> str:
    """Return the headers in the form that Netlify and Cloudflare Pages share.

    Both add up the rules for an address. So that a site with forms does not give them two policies,
    it names its own `folders`, and has a rule for each.
    """
    common, places = everywhere(), list(folders)
    rules = {"*": common, **{f"{folder}*": headers for folder, headers in below().items()}}
    if places:
        policy = {_POLICY_HEADER: common.pop(_POLICY_HEADER)}
        for place in ("", "index.html", "404.html", *(f"{folder}*" for folder in places)):
            rules[place] = {**rules.get(place, {}), **policy}
        rules[f"{ADMIN}*"] = admin_header()
    return "".join(f"/{place}\n{_lines(headers)}" for place, headers in rules.items())


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def _lines(headers: dict[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in headers.items())
