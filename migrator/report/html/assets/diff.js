// The diff of one file as a table: side by side, or unified.

/**
 * @param {ChangedFile} file
 * @param {"split" | "unified"} layout
 * @returns {HTMLElement}
 */
function drawDiff(file, layout) {
  const table = el("table", { class: `diff ${layout}` },
    el("caption", { class: "unseen" }, `Changes of ${file.path}`),
    el("colgroup", {}, ...(layout === "split" ? ["at", "code", "at", "code"] : ["at", "at", "code"]).map((name) => el("col", { class: name }))));
  for (const hunk of parseHunks(file.hunks ?? "")) {
    const body = el("tbody", {}, el("tr", { class: "head" }, el("td", { colspan: layout === "split" ? 4 : 3 }, hunk.head)));
    const cells = codeOf(hunk, file);
    const rows = layout === "split" ? splitRows(hunk, cells) : unifiedRows(hunk, cells);
    body.append(...rows);
    table.append(body);
  }
  return table;
}

/** @typedef {Map<HunkLine, (Node | string)[]>} Cells */

/**
 * The content of each line, coloured, with the words that differ marked.
 * @param {Hunk} hunk
 * @param {ChangedFile} file
 * @returns {{ old: Cells, new: Cells }}
 */
function codeOf(hunk, file) {
  /** @type {Map<HunkLine, [number, number]>} */
  const marks = new Map();
  for (const { gone, come } of stretches(hunk.lines)) {
    gone.forEach((line, index) => {
      const words = come[index] && difference(line.text, come[index].text);
      if (!words) return;
      marks.set(line, [words[0], words[1]]);
      marks.set(come[index], [words[0], words[2]]);
    });
  }
  /** @param {"+" | "-"} other @param {string} path */
  const side = (other, path) => {
    const lines = hunk.lines.filter((line) => line.sign !== other);
    const pieces = coloured(lines.map((line) => line.text), path);
    return new Map(lines.map((line, index) => [line, spans(pieces[index] ?? [{ text: line.text, style: "" }], ...(marks.get(line) ?? [0, 0]))]));
  };
  return { old: side("+", file.from ?? file.path), new: side("-", file.path) };
}

/**
 * @param {Hunk} hunk
 * @param {{ old: Cells, new: Cells }} cells
 */
function splitRows(hunk, cells) {
  return paired(hunk.lines).map(([old, come]) => el("tr", { class: starts(old, come) },
    ...cellsOf(old, old ? cells.old.get(old) ?? [] : [], old?.old ?? 0),
    ...cellsOf(come, come ? cells.new.get(come) ?? [] : [], come?.new ?? 0)));
}

/**
 * @param {Hunk} hunk
 * @param {{ old: Cells, new: Cells }} cells
 */
function unifiedRows(hunk, cells) {
  return stretches(hunk.lines).flatMap(({ gone, come, kept }) => [...gone, ...come, ...kept]).map((line) => {
    const [number, code] = cellsOf(line, (line.sign === "-" ? cells.old : cells.new).get(line) ?? [], line.new);
    const old = el("td", { class: "at" }, line.old ? String(line.old) : "");
    return el("tr", { class: line.sign === " " ? undefined : "changed" }, old, number, code);
  });
}

/**
 * @param {HunkLine | null} line
 * @param {(Node | string)[]} code
 * @param {number} number
 */
function cellsOf(line, code, number) {
  if (!line) return [el("td", { class: "at none" }), el("td", { class: "none" })];
  const kind = line.sign === "+" ? "plus" : line.sign === "-" ? "minus" : "";
  const note = line.note ? [el("span", { class: "no-newline" }, line.note)] : [];
  return [
    el("td", { class: `at ${kind}` }, number ? String(number) : ""),
    el("td", { class: `code ${kind}` }, el("span", { class: "sign" }, line.sign), ...code, ...note),
  ];
}

/**
 * @param {HunkLine | null} old
 * @param {HunkLine | null} come
 */
function starts(old, come) {
  return old === come ? undefined : "changed";
}
