// Offers the page in the language that the reader prefers, if it truly exists in it. Nothing is
// stored: whoever comes from another page of the site has chosen a language, and is left alone.
"use strict";
(() => {
  const root = new URL("../../", document.currentScript.src).href;

  // Readers of one script read all its regions: pt-PT and pt-BR, but not zh-TW and zh-CN.
  const likely = (code) => {
    try {
      const { language, script } = new Intl.Locale(code).maximize();
      return `${language}-${script}`;
    } catch {
      return code; // no tag of BCP 47
    }
  };

  // The first language of the reader that the page has, in their own region's form if there is one.
  const preferred = (links) => {
    for (const wanted of navigator.languages) {
      const readable = links.filter((link) => likely(link.lang) === likely(wanted));
      if (readable.length) return readable.find((link) => link.lang === wanted) ?? readable[0];
    }
    return null;
  };

  const offer = (link) => {
    const bar = document.createElement("aside");
    bar.className = "al-offer";
    bar.lang = link.lang;
    bar.dir = link.dir;
    const line = document.createElement("a");
    line.href = link.href;
    line.hreflang = link.lang;
    line.textContent = link.dataset.offer;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "al-offer__close";
    button.textContent = link.dataset.dismiss;
    button.addEventListener("click", () => {
      bar.remove();
      document.querySelector("main").focus({ preventScroll: true });
    });
    bar.setAttribute("aria-label", link.textContent);
    bar.append(line, button);
    document.querySelector(".al-skip").after(bar);
  };

  if (document.referrer.startsWith(root)) return;
  const links = [...document.querySelectorAll(".al-languages a")].filter(
    (link) => link.dataset.offer || link.getAttribute("aria-current"),
  );
  const found = preferred(links);
  if (found?.dataset.offer) offer(found);
})();
