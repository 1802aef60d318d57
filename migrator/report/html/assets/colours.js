// Colours of code, by highlight.js. Its markup is read into pieces of text with a class each; none of it gets into the page.

const LANGUAGES = {
  ts: "typescript", tsx: "typescript", mts: "typescript", cts: "typescript", js: "javascript", jsx: "javascript", mjs: "javascript",
  cjs: "javascript", json: "json", jsonc: "json", css: "css", scss: "scss", md: "markdown", mdx: "markdown", yml: "yaml", yaml: "yaml",
  html: "xml", vue: "xml", svelte: "xml", astro: "xml", sh: "bash", py: "python", toml: "ini", graphql: "graphql", sql: "sql",
};

/** @typedef {{ text: string, style: string }} Piece */

/**
 * @param {string[]} lines
 * @param {string} path whose ending tells the language
 * @returns {Piece[][]} the pieces of each line
 */
function coloured(lines, path) {
  const language = LANGUAGES[/** @type {keyof typeof LANGUAGES} */ (path.slice(path.lastIndexOf(".") + 1))];
  if (!language || lines.some((line) => line.length > 1000)) return lines.map((text) => [{ text, style: "" }]);
  const template = document.createElement("template");
  template.innerHTML = hljs.highlight(lines.join("\n"), { language, ignoreIllegals: true }).value;
  /** @type {Piece[][]} */
  const found = [[]];
  gather(template.content, "", found);
  return found;
}

/**
 * @param {Node} node
 * @param {string} style
 * @param {Piece[][]} found
 */
function gather(node, style, found) {
  for (const child of node.childNodes) {
    if (child instanceof Element) {
      gather(child, child.classList[0]?.replace("hljs-", "") ?? style, found);
      continue;
    }
    (child.textContent ?? "").split("\n").forEach((text, index) => {
      if (index) found.push([]);
      if (text) found[found.length - 1].push({ text, style });
    });
  }
}

/**
 * A line as spans, the characters from `start` to `end` marked.
 * @param {Piece[]} pieces
 * @param {number} start
 * @param {number} end
 * @returns {(Node | string)[]}
 */
function spans(pieces, start, end) {
  /** @type {(Node | string)[]} */
  const found = [];
  let at = 0;
  for (const { text, style } of pieces) {
    const cuts = [0, start - at, end - at, text.length].map((cut) => Math.max(0, Math.min(cut, text.length)));
    for (let index = 0; index < 3; index += 1) {
      const part = text.slice(cuts[index], cuts[index + 1]);
      const classes = [style && `c-${style}`, index === 1 && "word"].filter(Boolean).join(" ");
      if (part) found.push(classes ? el("span", { class: classes }, visible(part)) : visible(part));
    }
    at += text.length;
  }
  return found;
}
