// Single keys: files, changes, search, layout, help. They can be switched off, and rest while something is typed.

/**
 * @param {Files} files
 * @param {Search} search
 */
function listenToKeys(files, search) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("keys"));
  const on = /** @type {HTMLInputElement} */ (byId("keys-on"));
  on.checked = remembered("keys") !== "off";
  on.addEventListener("change", () => remembered("keys", on.checked ? "on" : "off"));
  byId("help").addEventListener("click", () => dialog.showModal());
  const position = new Position(files);
  /** @type {Record<string, () => void>} */
  const keys = {
    j: () => position.file(1),
    k: () => position.file(-1),
    n: () => position.change(1),
    p: () => position.change(-1),
    o: () => position.toggle(),
    s: () => files.setLayout(files.layout === "split" ? "unified" : "split"),
    "/": () => search.input.focus(),
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), textarea, select");
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey || (!on.checked && event.key !== "?")) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Where the reader is: a file, and in it a change. */
class Position {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
    /** @type {Shown | null} */
    this.at = null;
    /** @type {Element | null} */
    this.row = null;
  }

  /**
   * To the next file, or with -1 to the one before.
   * @param {number} step
   */
  file(step) {
    const visible = this.files.visible;
    const now = this.at ? visible.indexOf(this.at) : -1;
    const next = visible[Math.max(0, Math.min(now + step, visible.length - 1))];
    if (next) this.goTo(next);
  }

  /** @param {Shown} shown */
  goTo(shown) {
    this.at = shown;
    this.mark(null);
    this.files.draw(shown);
    shown.article.scrollIntoView({ block: "start", behavior: "instant" });
    shown.toggle.focus({ preventScroll: true });
    for (const other of document.querySelectorAll('.tree [aria-current="true"]')) other.removeAttribute("aria-current");
    shown.link.setAttribute("aria-current", "true");
    const tree = byId("tree");
    const link = shown.link.offsetTop;
    if (link < tree.scrollTop || link > tree.scrollTop + tree.clientHeight - 40) tree.scrollTop = link - tree.clientHeight / 2;
  }

  /**
   * To the next change, in the next file where this one has no more.
   * @param {number} step
   */
  change(step) {
    const visible = this.files.visible;
    let place = this.at ? visible.indexOf(this.at) : -1;
    let rows = this.at ? changesOf(this.at) : [];
    let index = this.row ? rows.indexOf(this.row) + step : step > 0 ? 0 : -1;
    while (!rows[index]) {
      place += step;
      if (!visible[place]) return;
      this.goTo(visible[place]);
      rows = this.at ? changesOf(this.at) : [];
      index = step > 0 ? 0 : rows.length - 1;
    }
    this.mark(rows[index]);
    rows[index].scrollIntoView({ block: "center", behavior: "instant" });
  }

  toggle() {
    if (this.at) this.files.toggle(this.at);
  }

  /** @param {Element | null} row */
  mark(row) {
    this.row?.classList.remove("here");
    this.row = row;
    row?.classList.add("here");
  }
}

/**
 * The first row of each run of changed ones.
 * @param {Shown} shown
 * @returns {Element[]}
 */
function changesOf(shown) {
  if (shown.body.hidden) return [];
  return [...shown.body.querySelectorAll("tr.changed")].filter((row) => !row.previousElementSibling?.classList.contains("changed"));
}
