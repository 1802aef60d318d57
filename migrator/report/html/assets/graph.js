// The module graph as a picture: folders as boxes, modules as rows, imports as lines.

const READABLE = 0.85;

const STATE_WORDS = {
  move: "moves", "co-move": "comes along", created: "new", repoint: "pointed past", keep: "stays", blocked: "blocked",
  other: "imports or is imported", package: "package that is used",
};

/**
 * Draws what the document has, and again where the reader asks for the other picture or opens a box.
 * @param {{ before: GraphPicture, after: GraphPicture }} graph
 */
function showGraph(graph) {
  const place = byId("picture");
  const switches = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll("[data-picture]")]);
  /** @type {"before" | "after"} */
  let which = switches.length ? "after" : "before";
  /** @type {Set<string>} */
  const open = new Set();

  const whole = /** @type {HTMLButtonElement} */ (byId("whole"));

  const draw = () => {
    const picture = graph[which];
    const image = drawGraph(picture, open, draw, Math.max(place.clientWidth, 1150) / READABLE);
    const wide = Number(image.getAttribute("width"));
    const fit = Math.min(1, (place.clientWidth - 2) / wide);
    whole.hidden = fit >= READABLE;
    const scale = whole.getAttribute("aria-pressed") === "true" ? fit : Math.max(fit, READABLE);
    image.setAttribute("width", String(wide * scale));
    image.setAttribute("height", String(Number(image.getAttribute("height")) * scale));
    place.replaceChildren(image);
    legend(picture);
    for (const button of switches) button.setAttribute("aria-pressed", String(button.dataset.picture === which));
  };
  for (const button of switches) {
    button.addEventListener("click", () => {
      which = button.dataset.picture === "before" ? "before" : "after";
      draw();
    });
  }
  whole.addEventListener("click", () => {
    whole.setAttribute("aria-pressed", String(whole.getAttribute("aria-pressed") !== "true"));
    draw();
  });
  draw();
}

/** @param {GraphPicture} picture */
function legend(picture) {
  const states = STATES.filter((state) => picture.nodes.some((node) => node.state === state));
  const crossing = picture.edges.some((edge) => edge[2]);
  byId("legend").replaceChildren(
    ...states.map((state) => el("li", {}, el("span", { class: `dot ${state}` }), STATE_WORDS[/** @type {keyof typeof STATE_WORDS} */ (state)])),
    ...(crossing ? [el("li", {}, el("span", { class: "stroke" }), "crosses the package's border")] : []),
  );
}

/**
 * @param {GraphPicture} picture
 * @param {Set<string>} open
 * @param {() => void} redraw
 * @param {number} room
 */
function drawGraph(picture, open, redraw, room) {
  const layout = layoutGraph(picture, textMeasure(), open, room);
  const pad = 14;
  const wide = layout.width + 2 * pad;
  const high = layout.height + 2 * pad;
  const image = svg("svg", {
    viewBox: `${-pad} ${-pad} ${wide} ${high}`, width: wide, height: high, role: "group",
    "aria-label": `${picture.nodes.length} modules, ${picture.edges.length} imports`,
  });
  const lines = svg("g", { class: "lines" });
  const traces = svg("g", { class: "traces", "aria-hidden": "true" });
  image.append(...layout.frames.filter((frame) => frame.title).map(drawFrame), lines, ...layout.boxes.map((box) => drawBox(box, open, redraw)), traces);
  // Lines that cross lie on top of the others; within a box there are none until somebody points at a row.
  // Rows that are folded away share a place, and so their lines.
  const drawn = new Set();
  for (const link of layout.links.sort((one, other) => Number(one.crossing) - Number(other.crossing))) {
    const path = course(link);
    if (link.from === link.to || drawn.has(path)) continue;
    drawn.add(path);
    lines.append(svg("path", { d: path, class: link.crossing ? "crossing" : "plain" }));
  }
  lines.classList.toggle("many", layout.links.length > 120);
  trace(image, traces, layout);
  return image;
}

/** @param {GraphFrame} frame */
function drawFrame(frame) {
  return svg("g", { class: "frame" },
    svg("rect", { x: frame.x, y: frame.y, width: frame.width, height: frame.height, rx: 14 }),
    svg("text", { x: frame.x + 14, y: frame.y + 20 }, visible(frame.title)));
}

/**
 * @param {GraphBox} box
 * @param {Set<string>} open
 * @param {() => void} redraw
 */
function drawBox(box, open, redraw) {
  const group = svg("g", { class: "box", transform: `translate(${box.x} ${box.y})` },
    svg("rect", { width: box.width, height: box.height, rx: 9 }),
    svg("text", { class: "title", x: 12, y: 20 }, visible(box.title)));
  for (const row of box.rows.slice(0, box.rows.length - box.folded)) {
    group.append(svg("g", { class: `row ${row.node.state}`, tabindex: -1, role: "img", "data-place": row.place, "aria-label": visible(`${row.node.path}: ${stateWord(row.node)}`) },
      svg("title", {}, visible([row.node.path, stateWord(row.node), row.node.reason].filter(Boolean).join("\n"))),
      svg("rect", { x: 4, y: row.y - ROW / 2, width: box.width - 8, height: ROW, rx: 5 }),
      svg("circle", { cx: 16, cy: row.y, r: 4 }),
      svg("text", { x: 28, y: row.y + 4 }, visible(row.label))));
  }
  if (box.folded) {
    const more = svg("g", { class: "more", tabindex: 0, role: "button" },
      svg("text", { x: 12, y: box.height - 14 }, `and ${box.folded} more`));
    const unfold = () => { open.add(box.id); redraw(); };
    more.addEventListener("click", unfold);
    more.addEventListener("keydown", (event) => { if (event.key === "Enter") unfold(); });
    group.append(more);
  }
  return group;
}

/** @param {GraphNode} node */
function stateWord(node) {
  return STATE_WORDS[/** @type {keyof typeof STATE_WORDS} */ (node.state)];
}

/**
 * The module that is pointed at, or that has the focus, shows its own imports; all else steps back. Arrows lead to the
 * rows below and above, to what a module imports, and to what imports it.
 * @param {SVGElement} image
 * @param {SVGElement} traces
 * @param {GraphLayout} layout
 */
function trace(image, traces, layout) {
  const rows = [...image.querySelectorAll(".row")].filter((row) => row instanceof SVGElement);
  rows[0]?.setAttribute("tabindex", "0");

  /** @param {number | null} place */
  const show = (place) => {
    const links = layout.links.filter((link) => link.start.place === place || link.end.place === place);
    const lit = new Set(links.flatMap((link) => [link.start.place, link.end.place]).concat(place ?? []));
    image.classList.toggle("traced", place !== null);
    for (const row of rows) row.classList.toggle("lit", lit.has(Number(row.getAttribute("data-place"))));
    traces.replaceChildren(...links.map((link) => svg("path", {
      d: course(link), class: `${link.crossing ? "crossing" : "plain"} ${link.start.place === place ? "uses" : "used"}`,
    })));
  };
  /** @param {Event} event */
  const placeOf = (event) => {
    const row = event.target instanceof Element ? event.target.closest(".row") : null;
    return row ? Number(row.getAttribute("data-place")) : null;
  };
  image.addEventListener("keydown", (event) => {
    const place = placeOf(event);
    const at = rows.findIndex((row) => Number(row.getAttribute("data-place")) === place);
    const link = layout.links.find((one) => (event.key === "ArrowRight" ? one.start : one.end).place === place);
    const other = link && (event.key === "ArrowRight" ? link.end : link.start).place;
    const next = event.key === "ArrowDown" ? rows[at + 1] : event.key === "ArrowUp" ? rows[at - 1]
      : ["ArrowRight", "ArrowLeft"].includes(event.key) ? rows.find((row) => Number(row.getAttribute("data-place")) === other) : null;
    if (place === null || !next) return;
    event.preventDefault();
    next.focus();
  });
  // Tab stops at one row only: the one that had the focus last.
  image.addEventListener("focusin", (event) => {
    const row = rows.find((one) => one === event.target);
    if (!row) return;
    for (const other of rows) other.setAttribute("tabindex", other === row ? "0" : "-1");
  });
  for (const name of ["mouseover", "focusin"]) image.addEventListener(name, (event) => show(placeOf(event)));
  for (const name of ["mouseleave", "focusout"]) image.addEventListener(name, () => show(null));
}

/**
 * The line of a link from row to row: between the sides that face each other, and beside the box within one.
 * @param {GraphLink} link
 */
function course({ from, to, start, end }) {
  const [y, z] = [from.y + start.y, to.y + end.y];
  const right = from.x + from.width;
  if (from === to) return `M ${right} ${y} C ${right + 28} ${y} ${right + 28} ${z} ${right} ${z}`;
  const forward = to.x >= from.x;
  const [x, u] = forward ? [right, to.x] : [from.x, to.x + to.width];
  const bend = Math.max(Math.abs(u - x) * 0.45, 30) * (forward ? 1 : -1);
  return `M ${x} ${y} C ${x + bend} ${y} ${u - bend} ${z} ${u} ${z}`;
}

/** @returns {(text: string, bold: boolean) => number} */
function textMeasure() {
  const context = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  return (text, bold) => {
    if (!context) return text.length * 7.4;
    context.font = `${bold ? 600 : 400} 12.5px ${family}`;
    return context.measureText(text).width;
  };
}
