// Comfort only: every page works without it. Light or dark, and menus that close as one expects.
"use strict";
(() => {
  const root = document.documentElement;
  const here = document.currentScript.src;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 59.999em)");

  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is switched off; the choice then lasts for the page
    }
  };

  const store = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch {
      // as above
    }
  };

  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches);

  // While the page loads, styles keep the place of what this script will fold or show.
  root.dataset.script = "loading";
  if (location.search) root.dataset.query = "";

  const scheme = stored("scheme");
  if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme;

  const setUpScheme = (button) => {
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      store("scheme", root.dataset.scheme);
      show();
    });
    dark.addEventListener("change", show);
    show();
  };

  const setUpFold = (fold) => {
    document.addEventListener("click", (event) => {
      if (fold.dataset.floats !== "false" && !fold.contains(event.target)) fold.open = false;
    });
    fold.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || fold.dataset.floats === "false") return;
      fold.open = false;
      fold.querySelector("summary").focus();
    });
  };

  // The menu is open without script; with it, it folds on narrow screens.
  const setUpMenu = (menu) => {
    const fit = () => {
      menu.dataset.floats = String(narrow.matches);
      menu.open = !narrow.matches;
    };
    narrow.addEventListener("change", fit);
    fit();
    setUpFold(menu);
  };

  const isTyping = ({ target }) => target.closest("input, textarea, select, [contenteditable]");

  // The key / alone can be switched off on the search page (WCAG 2.2, 2.1.4).
  const opensSearch = (event) =>
    event.key === "/"
      ? !(event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) &&
        stored("search-key") !== "off"
      : (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";

  const setUpSearchKey = (box) => {
    box.checked = stored("search-key") !== "off";
    box.addEventListener("change", () => store("search-key", box.checked ? null : "off"));
  };

  // The link to the search page becomes a button, which fetches the search when it is used.
  const setUpSearch = (link) => {
    const own = document.querySelector(".al-search");
    const load = () => import(new URL("search.js", here));
    const open = () => {
      if (own) own.querySelector("input").focus();
      else load().then((search) => search.open(link.href)).catch(() => location.assign(link.href));
    };
    if (own) load().then((search) => search.start(own, location.href, true));
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.setAttribute("aria-keyshortcuts", "Control+K Meta+K /");
    button.append(...link.childNodes);
    button.addEventListener("click", open);
    link.replaceWith(button);
    addEventListener("keydown", (event) => {
      if (event.isComposing || event.repeat || !opensSearch(event)) return;
      event.preventDefault();
      open();
    });
  };

  addEventListener("DOMContentLoaded", () => {
    const search = document.querySelector(".al-search-open");
    if (search) setUpSearch(search);
    for (const box of document.querySelectorAll(".al-search-help input")) setUpSearchKey(box);
    setUpScheme(document.querySelector(".al-scheme"));
    setUpMenu(document.querySelector(".al-menu__fold"));
    setUpFold(document.querySelector(".al-languages__fold"));
    root.dataset.script = "ready";
  });
})();
