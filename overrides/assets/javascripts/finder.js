// The search of a copy for reading offline: all words must be found, in titles first.
"use strict";
(() => {
  const MOST = 50;
  const AROUND = 60; // characters shown before and after what was found

  // Compatibility forms, case, Latin accents and Arabic marks do not count (Unicode, UAX 15).
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/gu, "")
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("ß", "ss");

  // Fold a text piece by piece, so that a place in it is known in the original too.
  const folded = (text) => {
    const places = [];
    let plain = "";
    let place = 0;
    for (const letter of text) {
      const piece = fold(letter);
      plain += piece;
      for (let index = 0; index < piece.length; index += 1) places.push(place);
      place += letter.length;
    }
    places.push(place);
    return { plain, places };
  };

  const rank = (page, words) => {
    const { title, text } = page;
    if (!words.every((word) => title.plain.includes(word) || text.plain.includes(word))) return 0;
    const found = words.filter((word) => title.plain.includes(word)).length;
    const starts = words.filter((word) => ` ${title.plain}`.includes(` ${word}`)).length;
    return 1 + 2 * found + starts;
  };

  // The text with what was found marked, all as text nodes: nothing in it can be markup.
  const marked = (text, words, start, end) => {
    const parts = document.createDocumentFragment();
    const { plain, places, original } = text;
    let done = start;
    while (done < end) {
      const hits = words
        .map((word) => ({ at: plain.indexOf(word, done), length: word.length }))
        .filter(({ at }) => at >= 0 && at < end)
        .sort((a, b) => a.at - b.at || b.length - a.length);
      const [hit] = hits;
      const until = hit ? hit.at : end;
      parts.append(original.slice(places[done], places[until]));
      if (!hit) break;
      const mark = document.createElement("mark");
      mark.textContent = original.slice(places[hit.at], places[hit.at + hit.length]);
      parts.append(mark);
      done = hit.at + hit.length;
    }
    return parts;
  };

  const excerpt = (text, words) => {
    const first = Math.min(...words.map((word) => text.plain.indexOf(word)).filter((at) => at >= 0));
    const middle = Number.isFinite(first) ? first : 0;
    const start = Math.max(0, middle - AROUND);
    const end = Math.min(text.plain.length, middle + 2 * AROUND);
    const line = document.createElement("p");
    line.className = "al-finder__excerpt";
    line.append(start ? "…" : "", marked(text, words, start, end), end < text.plain.length ? "…" : "");
    return line;
  };

  const entry = (page, words, base) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = base + page.address;
    link.append(marked(page.title, words, 0, page.title.plain.length));
    item.append(link);
    if (page.sort) {
      const sort = document.createElement("span");
      sort.className = "al-finder__sort";
      sort.textContent = page.sort;
      item.append(" ", sort);
    }
    item.append(excerpt(page.text, words));
    return item;
  };

  const read = () => {
    const keep = (text) => ({ original: text, ...folded(text) });
    return window.searchIndex.pages.map(([title, address, sort, text]) => ({
      title: keep(title),
      address,
      sort,
      text: keep(text),
    }));
  };

  // A page that was opened as a file can load a script, and nothing else.
  let pages = null;
  const load = (source) => {
    pages ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = source;
      script.addEventListener("load", () => done(read()));
      document.head.append(script);
    });
    return pages;
  };

  const setUp = (finder) => {
    const { index, base } = finder.dataset;
    const input = finder.querySelector("input");
    const status = finder.querySelector("[role=status]");
    const results = finder.querySelector("ol");

    const search = async () => {
      const all = await load(index);
      const words = fold(input.value).split(/\s+/u).filter(Boolean);
      const found = words.length
        ? all
            .map((page) => ({ page, rank: rank(page, words) }))
            .filter((hit) => hit.rank)
            .sort((a, b) => b.rank - a.rank)
        : [];
      results.replaceChildren(...found.slice(0, MOST).map(({ page }) => entry(page, words, base)));
      status.textContent = words.length ? window.searchIndex.counts[found.length] : "";
    };

    input.addEventListener("input", search);
    finder.hidden = false;
  };

  const setUpPanel = (panel) => {
    panel.addEventListener("toggle", () => {
      if (panel.open) panel.querySelector("input").focus();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!panel.contains(event.target)) panel.open = false;
    });
  };

  document.querySelectorAll(".al-finder").forEach(setUp);
  document.querySelectorAll("details.al-finder").forEach(setUpPanel);
})();
