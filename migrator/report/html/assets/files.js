// The changed files, step by step: a heading for each at once, its diff when it comes near the window.

const LINE = 21;
const NEAR = "900px";
const KIND_LETTERS = { created: "A", modified: "M", deleted: "D", moved: "R" };

/**
 * @typedef {{ id: string, files: ChangedFile[] }} StepDocument
 * @typedef {{ file: ChangedFile, step: string, article: HTMLElement, body: HTMLElement, toggle: HTMLElement, link: HTMLElement,
 *   item: HTMLElement, drawn: string, text: string }} Shown
 * @typedef {{ details: HTMLDetailsElement, item: HTMLElement, rows: { row: HTMLElement, text: string }[] }} StillMoved
 * @typedef {{ section: HTMLElement, group: HTMLElement, list: HTMLElement, still: StillMoved | null, files: Shown[] }} ShownStep
 */

class Files {
  /** @param {StepDocument[]} steps */
  constructor(steps) {
    /** @type {Shown[]} */
    this.all = [];
    /** @type {ShownStep[]} */
    this.steps = [];
    /** @type {"split" | "unified"} */
    this.layout = remembered("layout") === "unified" ? "unified" : "split";
    this.narrow = matchMedia("(max-width: 900px)");
    /** @type {((shown: Shown) => void)[]} */
    this.onDraw = [];
    /** @type {Map<Element, Shown>} */
    this.byArticle = new Map();
    this.near = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const shown = this.byArticle.get(entry.target);
        if (entry.isIntersecting && shown) this.draw(shown);
      }
    }, { rootMargin: NEAR });
    for (const step of steps) this.addStep(step);
    this.narrow.addEventListener("change", () => this.redraw());
    for (const button of layoutButtons()) {
      button.addEventListener("click", () => this.setLayout(button.dataset.layout === "unified" ? "unified" : "split"));
    }
    this.setLayout(this.layout);
  }

  /** The files that are in sight of a search, in order. */
  get visible() {
    return this.all.filter((shown) => !shown.article.hidden);
  }

  /** @param {StepDocument} step */
  addStep(step) {
    const still = step.files.filter((file) => file.kind === "moved" && file.hunks === undefined && !file.binary);
    const told = step.files.filter((file) => !still.includes(file));
    const section = el("section", { class: "step", id: `step-${step.id}`, "aria-label": `Step ${step.id}` },
      el("h3", {}, el("code", {}, step.id), el("span", { class: "dim" }, ` ${step.files.length} ${step.files.length === 1 ? "file" : "files"}`)));
    const list = el("ul");
    const group = el("details", { class: "tree-step", open: true }, el("summary", {}, el("code", {}, step.id), el("span", { class: "count" }, String(step.files.length))), list);
    const unchanged = still.length ? stillMoved(still, step.id) : null;
    if (unchanged) {
      section.append(unchanged.details);
      list.append(unchanged.item);
    }
    const files = told.map((file) => this.shell(file, step.id));
    section.append(...files.map((shown) => shown.article));
    list.append(...files.map((shown) => shown.item));
    this.steps.push({ section, group, list, still: unchanged, files });
    byId("diffs").append(section);
    byId("tree").append(group);
  }

  /**
   * @param {ChangedFile} file
   * @param {string} step
   * @returns {Shown}
   */
  shell(file, step) {
    const id = `file-${this.all.length}`;
    const lines = (file.hunks?.match(/\n/g)?.length ?? 0) + 1;
    const toggle = el("button", { type: "button", class: "file-name", "aria-expanded": "true", "aria-controls": `${id}-body` }, ...nameOf(file));
    const body = el("div", { class: "file-body", id: `${id}-body` });
    body.style.minHeight = `${Math.min(lines, 3000) * LINE}px`;
    const article = el("article", { class: "file", id }, el("header", {}, toggle, ...countsOf(file)), body);
    const letter = KIND_LETTERS[/** @type {keyof typeof KIND_LETTERS} */ (file.kind)] ?? "M";
    const slash = file.path.lastIndexOf("/");
    const link = el("a", { href: `#${id}`, title: visible(file.path) },
      el("span", { class: `letter ${file.kind}`, "aria-label": file.kind }, letter),
      el("span", { class: "base" }, visible(file.path.slice(slash + 1))), el("span", { class: "folder" }, visible(file.path.slice(0, Math.max(slash, 0)))));
    const shown = { file, step, article, body, toggle, link, item: el("li", {}, link), drawn: "", text: "" };
    toggle.addEventListener("click", () => this.toggle(shown));
    this.all.push(shown);
    this.byArticle.set(article, shown);
    this.near.observe(article);
    return shown;
  }

  /**
   * Shows only the files that have these words, in lower case, in their paths or their diffs; all for no words.
   * @param {string} words
   * @returns {{ found: Shown[], moved: number }} the files with a diff, and how many that only moved
   */
  narrowTo(words) {
    const found = this.all.filter((shown) => textOf(shown).includes(words));
    const kept = new Set(found);
    let moved = 0;
    for (const { section, group, list, still, files } of this.steps) {
      for (const shown of files) shown.article.hidden = !kept.has(shown);
      for (const { row, text } of still?.rows ?? []) row.hidden = !text.includes(words);
      const rows = still?.rows.filter(({ row }) => !row.hidden).length ?? 0;
      moved += rows;
      if (still) {
        still.details.hidden = !rows;
        still.details.open = words !== "";
      }
      const items = files.filter((shown) => kept.has(shown)).map((shown) => shown.item);
      list.replaceChildren(...(still && rows ? [still.item] : []), ...items);
      section.hidden = group.hidden = !items.length && !rows;
    }
    return { found, moved };
  }

  /** @param {Shown} shown */
  draw(shown) {
    // A file that comes or goes as a whole has one side only.
    const whole = shown.file.kind === "created" || shown.file.kind === "deleted";
    const layout = whole || this.narrow.matches ? "unified" : this.layout;
    if (shown.drawn === layout) return;
    shown.drawn = layout;
    const { file } = shown;
    shown.body.replaceChildren(file.binary ? el("p", { class: "note" }, "Binary content.") : drawDiff(file, layout));
    if (file.more) shown.body.append(el("p", { class: "note" }, `${file.more} more lines: `, el("code", {}, `migrate plan --step ${shown.step} --format diff`), " has them."));
    shown.body.style.minHeight = "";
    for (const listener of this.onDraw) listener(shown);
  }

  redraw() {
    for (const shown of this.all) {
      if (!shown.drawn) continue;
      shown.drawn = "";
      const box = shown.article.getBoundingClientRect();
      if (box.bottom > -900 && box.top < innerHeight + 900) this.draw(shown);
      else {
        this.near.unobserve(shown.article);
        this.near.observe(shown.article);
      }
    }
  }

  /** @param {"split" | "unified"} layout */
  setLayout(layout) {
    this.layout = layout;
    remembered("layout", layout);
    for (const button of layoutButtons()) button.setAttribute("aria-pressed", String(button.dataset.layout === layout));
    this.redraw();
  }

  /** @param {Shown} shown */
  toggle(shown) {
    const open = shown.toggle.getAttribute("aria-expanded") !== "true";
    shown.toggle.setAttribute("aria-expanded", String(open));
    shown.body.hidden = !open;
  }
}

/** @returns {HTMLElement[]} */
function layoutButtons() {
  return [...document.querySelectorAll("[data-layout]")].filter((button) => button instanceof HTMLElement);
}

/**
 * @param {ChangedFile} file
 * @returns {(Node | string)[]}
 */
function nameOf(file) {
  const now = el("span", { class: "now" }, visible(file.path));
  const kind = el("span", { class: `letter ${file.kind}` }, KIND_LETTERS[/** @type {keyof typeof KIND_LETTERS} */ (file.kind)] ?? "M", el("span", { class: "unseen" }, ` ${file.kind} `));
  return file.from === undefined ? [kind, now] : [kind, el("span", { class: "was" }, visible(file.from), el("span", { class: "arrow" }, " → ")), now];
}

/** @param {ChangedFile} file */
function countsOf(file) {
  if (file.plus === undefined) return [];
  return [el("span", { class: "counts" }, el("span", { class: "plus" }, `+${file.plus}`), " ", el("span", { class: "minus" }, `−${file.minus}`))];
}

/**
 * @param {ChangedFile[]} files
 * @param {string} step
 * @returns {StillMoved}
 */
function stillMoved(files, step) {
  const rows = files.map((file) => ({
    row: el("tr", {}, el("td", {}, el("code", {}, visible(file.from ?? ""))), el("td", {}, el("code", {}, visible(file.path)))),
    text: [file.from, file.path].join("\n").toLowerCase(),
  }));
  const head = el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "From"), el("th", { scope: "col" }, "To")));
  const table = el("table", { class: "listing" }, head, el("tbody", {}, ...rows.map(({ row }) => row)));
  const details = /** @type {HTMLDetailsElement} */ (el("details", { class: "still-moved" },
    el("summary", {}, `${files.length} ${files.length === 1 ? "file" : "files"} moved, not a byte changed`),
    el("div", { class: "scrolls", tabindex: 0, role: "region", "aria-label": `Files that ${step} moves unchanged` }, table)));
  const item = el("li", {}, el("a", { class: "still", href: `#step-${step}` }, `${files.length} moved unchanged`));
  return { details, item, rows };
}

/** @param {Shown} shown */
function textOf(shown) {
  const { file } = shown;
  shown.text ||= [file.path, file.from ?? "", file.hunks ?? ""].join("\n").toLowerCase();
  return shown.text;
}
