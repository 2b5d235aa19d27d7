// The search, on its page and in a dialog above any other. Fetched when it is first used.
const PAUSE = 200; // milliseconds without a key before a search
const LONG = 500; // after which a search is said to go on, and other languages are asked
const PORTION = 10;

// The index of one language. Each has a worker of its own: a worker knows the endings of one
// language, and what it may run is said by its own file, not by the page.
class Index {
  #waiting = new Map();
  #asked = 0;
  #worker;
  #ready;

  constructor(base, language) {
    this.#worker = new Worker(new URL("pagefind/pagefind-worker.js", base));
    this.#worker.addEventListener("message", ({ data }) => this.#settle(data));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      for (const id of this.#waiting.keys()) this.#settle({ id, error: String(event.message) });
    });
    const options = { basePath: new URL("pagefind/", base).href, baseUrl: base.href, language };
    this.#ready = this.ask("init", options);
  }

  ask(method, ...args) {
    return new Promise((resolve, reject) => {
      const id = ++this.#asked;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, method, args });
    });
  }

  async find(query) {
    await this.#ready;
    return (await this.ask("search", query)).results;
  }

  #settle({ id, result, error }) {
    const { resolve, reject } = this.#waiting.get(id) ?? {};
    this.#waiting.delete(id);
    if (error === undefined) resolve?.(result);
    else reject?.(new Error(error));
  }
}

const element = (name, className, ...content) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
};

// An excerpt is text with <mark> around words that were found; "<" and ">" of the text are escaped.
const marked = (excerpt) =>
  excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, index) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    return index % 2 ? element("mark", "", text) : text;
  });

// What an excerpt leaves out of the text before and after it is told by an ellipsis.
const excerpted = ({ excerpt, plain_excerpt: plain, content }) => {
  const words = plain.replaceAll("\u200B", "").trim();
  const before = content.startsWith(words.slice(0, 40)) ? "" : "… ";
  const after = content.endsWith(words.slice(-40)) ? "" : " …";
  return [before, ...marked(excerpt.replaceAll("\u200B", "").replace(/^[\s.]+/, "")), after];
};

const wait = (time) => new Promise((done) => setTimeout(done, time));

// Brings a search to life. `address` is that of the page that its links start from; with
// `remembers` the address of the page always names what is searched for.
export const start = (root, address, remembers) => {
  const part = (name) => root.querySelector(`.al-search__${name}`);
  const [form, input, kinds, status, failed] = ["form", "input", "kinds", "status", "failed"].map(part);
  const [results, more, others] = ["results", "more", "others"].map(part);
  const base = new URL(root.dataset.base, address);
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { sensitivity: "base" });
  const indexes = new Map();
  let kindOf = new Map();
  let turn = 0; // only the latest search may show what it found
  let typed = 0; // waits until nothing is typed any more, then searches
  let slow = 0; // says that a search takes long

  const index = (name) => {
    if (!indexes.has(name)) indexes.set(name, new Index(base, name));
    return indexes.get(name);
  };

  const chosen = () => form.elements.kind.value;

  const choose = (kind) => {
    const radios = [...form.elements.kind];
    (radios.find(({ value }) => value === kind) ?? radios[0]).checked = true;
  };

  const written = (number) => new Intl.NumberFormat(language).format(number);

  const counted = (number) => {
    const category = new Intl.PluralRules(language).select(number);
    const words = root.getAttribute(`data-count-${category}`) ?? root.dataset.countOther;
    return words.replace("{n}", written(number));
  };

  const remember = () => {
    if (!remembers) return;
    const here = new URL(location.href);
    here.search = "";
    if (input.value.trim()) here.searchParams.set("q", input.value.trim());
    if (chosen()) here.searchParams.set("kind", chosen());
    history.replaceState(null, "", here);
  };

  const clear = () => {
    results.replaceChildren();
    status.textContent = "";
    for (const place of [kinds, more, others, failed]) place.hidden = true;
    for (const item of others.querySelectorAll("li")) item.hidden = true;
  };

  // The kind of each page, by the name that the index has for it.
  const fetchKinds = async () => {
    const file = new URL(`pagefind/kinds.${root.dataset.index}.json`, base);
    const answer = await fetch(file, { cache: "no-cache" }); // it must be of the index's build
    const entries = Object.entries(await answer.json());
    return new Map(entries.flatMap(([kind, ids]) => ids.map((id) => [id, kind])));
  };

  const showKinds = (found) => {
    for (const radio of form.elements.kind) {
      const number = found.filter(({ id }) => !radio.value || kindOf.get(id) === radio.value).length;
      const label = radio.closest("label");
      label.hidden = !number;
      label.querySelector(".al-search__number").textContent = written(number);
      if (radio.checked && !number) choose("");
    }
    kinds.hidden = !found.length;
  };

  const item = (page, kind) => {
    const link = element("a", "al-search__link", page.meta.title);
    link.href = page.url;
    const radio = [...form.elements.kind].find(({ value }) => value === kind);
    const name = radio?.closest("label").querySelector(".al-search__kind-name").textContent ?? "";
    return element(
      "li",
      "al-search__result",
      element("p", "al-search__result-kind", name),
      link,
      element("p", "al-search__excerpt", ...excerpted(page)),
    );
  };

  // A page that is called what was asked for comes before those that only say it.
  const isCalled = (page) => collator.compare(page.meta.title, input.value.trim()) === 0;

  const showFrom = async (start, found, mine) => {
    const next = found.slice(start, start + PORTION);
    const own = index(root.dataset.index);
    const pages = await Promise.all(next.map(({ data }) => own.ask("getData", data)));
    if (mine !== turn) return;
    const items = pages.map((page, at) => [page, item(page, kindOf.get(next[at].id))]);
    items.sort(([one], [other]) => isCalled(other) - isCalled(one));
    if (!start) results.replaceChildren();
    results.append(...items.map(([, made]) => made));
    more.hidden = start + PORTION >= found.length;
    more.onclick = async () => {
      const last = results.lastElementChild;
      await showFrom(start + PORTION, found, mine);
      last.nextElementSibling?.querySelector("a").focus();
    };
  };

  const searchOwn = async (query, mine) => {
    if (!root.dataset.index) return 0; // no page of the site is in this language
    const [found, known] = await Promise.all([
      index(root.dataset.index).find(query),
      kindOf.size ? kindOf : fetchKinds(),
    ]);
    if (mine !== turn) return 0;
    kindOf = known;
    showKinds(found);
    const shown = found.filter(({ id }) => !chosen() || kindOf.get(id) === chosen());
    await showFrom(0, shown, mine);
    return shown.length;
  };

  const askOther = async (place, query, mine) => {
    const found = await index(place.dataset.index).find(query);
    if (mine !== turn) return "";
    const number = found.length;
    place.hidden = !number;
    place.querySelector(".al-search__number").textContent = written(number);
    const link = place.querySelector("a");
    const target = new URL(link.href);
    target.searchParams.set("q", query);
    link.href = target.href;
    others.hidden &&= !number;
    return number ? link.textContent.trim() : "";
  };

  // What other languages have takes more to fetch: it waits until nothing is typed any more.
  const searchOthers = async (query, mine, isOnly) => {
    await wait(LONG);
    if (mine !== turn || navigator.connection?.saveData) return;
    const asked = [...others.querySelectorAll("li")].map((place) => askOther(place, query, mine));
    const told = (await Promise.allSettled(asked)).map(({ value }) => value).filter(Boolean);
    if (mine === turn && isOnly && told.length) {
      status.textContent += ` ${others.getAttribute("aria-label")}: ${told.join(", ")}`;
    }
  };

  const search = async () => {
    clearTimeout(typed);
    clearTimeout(slow);
    const query = input.value.trim();
    const mine = ++turn;
    if (!query) {
      choose("");
      clear();
      remember();
      return;
    }
    slow = setTimeout(() => (status.textContent = root.dataset.searching), LONG);
    failed.hidden = true;
    try {
      const number = await searchOwn(query, mine);
      if (mine !== turn) return;
      const nothing = root.dataset.nothing.replace("{query}", () => query);
      status.textContent = number ? counted(number) : nothing;
      for (const place of others.querySelectorAll("li")) place.hidden = true;
      others.hidden = true;
      remember();
      searchOthers(query, mine, !number);
    } catch {
      if (mine !== turn) return;
      clear();
      indexes.delete(root.dataset.index);
      failed.hidden = false;
    } finally {
      if (mine === turn) clearTimeout(slow);
    }
  };

  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...results.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  };

  const searchSoon = (event) => {
    if (event.isComposing) return; // a word is still being put together, as in Japanese
    clearTimeout(typed);
    typed = setTimeout(search, PAUSE);
  };

  for (const link of root.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), address).href;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  input.addEventListener("input", searchSoon);
  input.addEventListener("compositionend", searchSoon);
  kinds.addEventListener("change", search);
  root.addEventListener("keydown", move);

  if (remembers) {
    const asked = new URL(location.href).searchParams;
    input.value ||= asked.get("q") ?? ""; // what was typed before this script was there stays
    choose(asked.get("kind"));
    search();
  }
  return input;
};

// The dialog is taken from the search page, in the language of the reader.
const fetchDialog = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const root = document.adoptNode(page.querySelector(".al-search"));
  const close = element("button", "al-search-dialog__close", root.dataset.close);
  close.type = "button";
  const dialog = element("dialog", "al-search-dialog", element("div", "al-search-dialog__inner", close, root));
  dialog.setAttribute("aria-label", root.dataset.label);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault(); // browsers would only empty the field
    dialog.close();
  });
  document.body.append(dialog);
  return { dialog, input: start(root, address, false) };
};

let made;

// Opens the search above the page; the promise fails if it cannot be loaded.
export const open = async (address) => {
  made ??= fetchDialog(address);
  const { dialog, input } = await made.catch((error) => {
    made = undefined;
    throw error;
  });
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
};
