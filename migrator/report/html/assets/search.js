// Searching the paths and the text of all diffs, drawn or not, and marking what is found in those that are.

class Search {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
    this.input = /** @type {HTMLInputElement} */ (byId("query"));
    this.words = "";
    /** @type {Shown[]} */
    this.found = [];
    this.place = { file: -1, index: -1 };
    let timer = 0;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.look(), 120);
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        clearTimeout(timer);
        this.look();
        this.go(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape") {
        this.input.value = "";
        this.look();
        this.input.blur();
      }
    });
    let waiting = false;
    files.onDraw.push(() => {
      if (waiting || !this.words) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        this.mark();
      });
    });
  }

  look() {
    const words = this.input.value.trim().toLowerCase();
    if (words === this.words) return;
    this.words = words;
    this.place = { file: -1, index: -1 };
    const { found, moved } = this.files.narrowTo(words);
    this.found = found;
    const count = found.length + moved;
    byId("found").textContent = words ? `${count} ${count === 1 ? "file" : "files"}` : "";
    this.mark();
  }

  /**
   * To the next place, or with -1 to the one before, drawing files on the way.
   * @param {1 | -1} step
   */
  go(step) {
    if (!this.words || !this.found.length) return;
    for (let tries = 0; tries <= this.found.length; tries += 1) {
      const shown = this.found[this.place.file];
      const ranges = shown ? rangesIn(shown.article, this.words) : [];
      const next = this.place.index + step;
      if (shown && next >= 0 && next < ranges.length) {
        this.place.index = next;
        ranges[next].startContainer.parentElement?.scrollIntoView({ block: "center" });
        paint("current", [ranges[next]]);
        return;
      }
      this.place.file = (Math.max(this.place.file, step === 1 ? -1 : 0) + step + this.found.length) % this.found.length;
      const coming = this.found[this.place.file];
      this.files.draw(coming);
      this.place.index = step === 1 ? -1 : rangesIn(coming.article, this.words).length;
    }
  }

  mark() {
    paint("current", []);
    paint("found", this.words ? this.found.filter((shown) => shown.drawn).flatMap((shown) => rangesIn(shown.article, this.words)) : []);
  }
}

/**
 * Where the words are in an element, within one line each.
 * @param {Element} element
 * @param {string} words
 * @returns {Range[]}
 */
function rangesIn(element, words) {
  /** @type {Range[]} */
  const ranges = [];
  for (const line of element.querySelectorAll("td.code, .now, .was")) {
    const text = (line.textContent ?? "").toLowerCase();
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      ranges.push(rangeOf(line, at, at + words.length));
    }
  }
  return ranges;
}

/**
 * @param {Element} line
 * @param {number} start
 * @param {number} end
 */
function rangeOf(line, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = 0;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (at <= start && start < at + node.length) range.setStart(node, start - at);
    if (at < end && end <= at + node.length) {
      range.setEnd(node, end - at);
      break;
    }
    at += node.length;
  }
  return range;
}

/**
 * @param {string} name
 * @param {Range[]} ranges
 */
function paint(name, ranges) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.set(name, new Highlight(...ranges));
}
