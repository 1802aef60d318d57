// Hunks of a patch, as rows to be shown.

/**
 * @typedef {{ kind: string, path: string, from?: string, plus?: number, minus?: number, hunks?: string, more?: number,
 *   binary?: boolean }} ChangedFile
 * @typedef {{ sign: " " | "+" | "-", text: string, old: number, new: number, note: string }} HunkLine
 * @typedef {{ head: string, lines: HunkLine[] }} Hunk
 */

/**
 * @param {string} text hunks as a patch has them
 * @returns {Hunk[]}
 */
function parseHunks(text) {
  /** @type {Hunk[]} */
  const hunks = [];
  let before = 0;
  let after = 0;
  for (const line of text.split("\n")) {
    const hunk = hunks[hunks.length - 1];
    const range = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (range) {
      before = Number(range[1]);
      after = Number(range[2]);
      hunks.push({ head: line, lines: [] });
    } else if (line.startsWith("\\")) {
      hunk.lines[hunk.lines.length - 1].note = "no newline at the end";
    } else {
      const sign = line[0] === "+" ? "+" : line[0] === "-" ? "-" : " ";
      hunk.lines.push({ sign, text: line.slice(1), old: sign === "+" ? 0 : before, new: sign === "-" ? 0 : after, note: "" });
      if (sign !== "+") before += 1;
      if (sign !== "-") after += 1;
    }
  }
  return hunks;
}

/**
 * The lines of a hunk in pairs for two columns: what went beside what came in its place.
 * @param {HunkLine[]} lines
 * @returns {[HunkLine | null, HunkLine | null][]}
 */
function paired(lines) {
  /** @type {[HunkLine | null, HunkLine | null][]} */
  const rows = [];
  for (const { gone, come, kept } of stretches(lines)) {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1) rows.push([gone[index] ?? null, come[index] ?? null]);
    for (const line of kept) rows.push([line, line]);
  }
  return rows;
}

/**
 * A hunk in stretches: lines that went, lines that came in their place, lines that stay behind both.
 * @param {HunkLine[]} lines
 * @returns {{ gone: HunkLine[], come: HunkLine[], kept: HunkLine[] }[]}
 */
function stretches(lines) {
  /** @type {{ gone: HunkLine[], come: HunkLine[], kept: HunkLine[] }[]} */
  const found = [{ gone: [], come: [], kept: [] }];
  for (const line of lines) {
    let last = found[found.length - 1];
    if (line.sign !== " " && last.kept.length) {
      last = { gone: [], come: [], kept: [] };
      found.push(last);
    }
    (line.sign === "-" ? last.gone : line.sign === "+" ? last.come : last.kept).push(line);
  }
  return found;
}

/**
 * Where two lines differ: start, and end in either; null where they have too little in common to compare.
 * @param {string} before
 * @param {string} after
 * @returns {[number, number, number] | null}
 */
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const alike = start + end - (/^\s*/.exec(before)?.[0].length ?? 0);
  return alike * 3 < shorter || shorter === 0 ? null : [start, before.length - end, after.length - end];
}
