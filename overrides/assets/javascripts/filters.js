// Filters a list by the choices that stand before it. The choices stand in the address as well.
"use strict";
(() => {
  const setUp = (filters) => {
    const choices = [...filters.querySelectorAll("select")];
    const status = filters.querySelector("[role=status]");
    const counts = filters.dataset.counts.split("\n");
    const cards = [...filters.nextElementSibling.children];

    const fits = (card) =>
      choices.every(({ name, value }) => !value || card.dataset[name].split(" ").includes(value));

    const show = () => {
      for (const card of cards) card.hidden = !fits(card);
      const sentence = counts[cards.filter((card) => !card.hidden).length];
      if (status.textContent !== sentence) status.textContent = sentence;
      // Slugs are the same in all languages: the other ones show the same choice.
      for (const link of document.querySelectorAll(".al-languages a, .al-offer a")) {
        link.search = location.search;
      }
    };

    const restore = () => {
      const query = new URLSearchParams(location.search);
      for (const choice of choices) {
        choice.value = query.get(choice.name) ?? "";
        if (choice.selectedIndex < 0) choice.value = ""; // a value that no longer exists
      }
      show();
    };

    const keep = () => {
      const query = new URLSearchParams(location.search);
      for (const { name, value } of choices) {
        if (value) query.set(name, value);
        else query.delete(name);
      }
      const text = query.toString();
      history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
      show();
    };

    filters.addEventListener("change", keep);
    filters.querySelector("button").addEventListener("click", () => {
      for (const choice of choices) choice.value = "";
      keep();
    });
    addEventListener("popstate", restore);
    restore();
    filters.hidden = false;
  };

  document.querySelectorAll(".al-filters").forEach(setUp);
})();
