// Comfort only: every page works without it. Light or dark, and menus that close as one expects.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 59.999em)");

  const stored = () => {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null; // storage is switched off; the choice then lasts for the page
    }
  };

  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches);

  // While the page loads, styles keep the place of what this script will fold or show.
  root.dataset.script = "loading";
  if (location.search) root.dataset.query = "";

  const scheme = stored();
  if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme;

  const setUpScheme = (button) => {
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("scheme", root.dataset.scheme);
      } catch {
        // as above
      }
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

  addEventListener("DOMContentLoaded", () => {
    setUpScheme(document.querySelector(".al-scheme"));
    setUpMenu(document.querySelector(".al-menu__fold"));
    setUpFold(document.querySelector(".al-languages__fold"));
    root.dataset.script = "ready";
  });
})();
