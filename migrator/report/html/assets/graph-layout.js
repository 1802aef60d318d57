// Where the boxes of a module graph are: a box is a folder of a package, a row in it a module.

/**
 * @typedef {{ key: string, path: string, state: string, package: string, reason: string }} GraphNode
 * @typedef {{ nodes: GraphNode[], edges: [number, number, boolean][] }} GraphPicture
 * @typedef {{ node: GraphNode, place: number, label: string, y: number }} GraphRow
 * @typedef {{ id: string, title: string, package: string, framed: boolean, rows: GraphRow[], folded: number, x: number, y: number,
 *   width: number, height: number }} GraphBox
 * @typedef {{ from: GraphBox, to: GraphBox, start: GraphRow, end: GraphRow, crossing: boolean }} GraphLink
 * @typedef {{ id: string, package: string, title: string, boxes: GraphBox[], x: number, y: number, width: number,
 *   height: number, margin: number, head: number }} GraphFrame
 * @typedef {{ boxes: GraphBox[], links: GraphLink[], frames: GraphFrame[], width: number, height: number }} GraphLayout
 */

const ROW = 22;
const HEAD = 30;
const MOST_ROWS = 16;
const MOST_HEIGHT = 760;
const MOST_CHARACTERS = 36;
const FEW = 3;
const ORDER = new Intl.Collator("en", { numeric: true });
const STATES = ["blocked", "keep", "repoint", "move", "co-move", "created", "package", "other"];

/**
 * Boxes are laid out within their package, then the packages beside each other: what is imported is right of what imports it.
 * @param {GraphPicture} picture
 * @param {(text: string, bold: boolean) => number} measure width of a text in pixels
 * @param {Set<string>} open ids of the boxes that show all their rows
 * @param {number} room that the picture should not be wider than
 * @returns {GraphLayout}
 */
function layoutGraph(picture, measure, open, room) {
  const boxes = boxesOf(picture, measure, open);
  const links = linksOf(picture, boxes);
  const frames = framesOf([...boxes.values()]);
  for (const frame of frames) {
    const inside = links.filter((link) => frame.boxes.includes(link.from) && frame.boxes.includes(link.to) && link.from !== link.to);
    const size = arrange(frame.boxes, inside.map((link) => [link.from, link.to, 1]), 16, 56);
    frame.width = size.width + 2 * frame.margin;
    frame.height = size.height + 2 * frame.margin + frame.head;
  }
  const home = new Map(frames.flatMap((frame) => frame.boxes.map((box) => [box, frame])));
  const between = links.map((link) => [home.get(link.from), home.get(link.to), 1]).filter(([from, to]) => from !== to);
  const size = arrangeFrames(frames, /** @type {[GraphFrame, GraphFrame, number][]} */ (between), room);
  for (const frame of frames) {
    for (const box of frame.boxes) {
      box.x += frame.x + frame.margin;
      box.y += frame.y + frame.margin + frame.head;
    }
  }
  return { boxes: [...boxes.values()], links, frames, ...size };
}

/**
 * Frames beside each other; where that is too wide the first one above the others, which are then at its right end.
 * @param {GraphFrame[]} frames
 * @param {[GraphFrame, GraphFrame, number][]} edges
 * @param {number} room
 */
function arrangeFrames(frames, edges, room) {
  const size = arrange(frames, edges, 22, 110);
  if (size.width <= room || frames.length < 2) return size;
  const first = frames.reduce((one, other) => (other.x < one.x || (other.x === one.x && other.width > one.width) ? other : one));
  const others = frames.filter((frame) => frame !== first);
  const below = arrange(others, edges.filter((edge) => !edge.includes(first)), 22, 90);
  const left = Math.max(0, first.width - below.width);
  first.x = 0;
  first.y = 0;
  for (const frame of others) {
    frame.x += left;
    frame.y += first.height + 44;
  }
  return { width: Math.max(first.width, left + below.width), height: first.height + 44 + below.height };
}

/**
 * Places rectangles by layers from left to right, beginning at the origin, and tells how much room they take.
 * @template {{ id: string, x: number, y: number, width: number, height: number }} Rectangle
 * @param {Rectangle[]} rectangles
 * @param {[Rectangle, Rectangle, number][]} edges with their weights
 * @param {number} apart within a layer
 * @param {number} between layers
 */
function arrange(rectangles, edges, apart, between) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: apart, ranksep: between, edgesep: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const one of rectangles) graph.setNode(one.id, { width: one.width, height: one.height });
  for (const [from, to, weight] of edges) graph.setEdge(from.id, to.id, { weight: weight + (graph.edge(from.id, to.id)?.weight ?? 0) });
  dagre.layout(graph);
  for (const one of rectangles) {
    const { x, y } = graph.node(one.id);
    one.x = x - one.width / 2;
    one.y = y - one.height / 2;
  }
  const { width, height } = graph.graph();
  return height > MOST_HEIGHT ? folded(rectangles, apart, between) : { width, height };
}

/**
 * Layers that are too high, in several columns each. Moves the rectangles and tells how much room they take now.
 * @param {{ x: number, y: number, width: number, height: number }[]} rectangles
 * @param {number} apart
 * @param {number} between
 */
function folded(rectangles, apart, between) {
  /** @type {Map<number, { x: number, y: number, width: number, height: number }[][]>} */
  const layers = new Map();
  for (const one of [...rectangles].sort((a, b) => a.y - b.y)) {
    const middle = Math.round(one.x + one.width / 2);
    const columns = layers.get(middle) ?? [[]];
    layers.set(middle, columns);
    const last = columns[columns.length - 1];
    const high = last.reduce((sum, other) => sum + other.height + apart, 0);
    if (last.length && high + one.height > MOST_HEIGHT) columns.push([one]);
    else last.push(one);
  }
  const columns = [...layers].sort((a, b) => a[0] - b[0]).flatMap(([, parts]) => parts.map((part, index) => ({ part, gap: index ? 2 * apart : between })));
  const heights = columns.map(({ part }) => part.reduce((sum, one) => sum + one.height + apart, -apart));
  const most = Math.max(...heights);
  let x = 0;
  columns.forEach(({ part, gap }, index) => {
    x += index ? gap : 0;
    const wide = Math.max(...part.map((one) => one.width));
    let y = (most - heights[index]) / 2;
    for (const one of part) {
      one.x = x + (wide - one.width) / 2;
      one.y = y;
      y += one.height + apart;
    }
    x += wide;
  });
  return { width: x, height: most };
}

/**
 * A box for each folder of what the picture is about, and three for the rest: what imports that, what else it imports,
 * and the packages it uses.
 * @param {GraphPicture} picture
 * @param {(text: string, bold: boolean) => number} measure
 * @param {Set<string>} open
 */
function boxesOf(picture, measure, open) {
  const folders = foldersOf(picture.nodes);
  const importing = new Set(picture.edges.map(([from]) => from));
  /** @type {Map<string, GraphBox>} */
  const boxes = new Map();
  picture.nodes.forEach((node, place) => {
    const folder = folders.get(node) ?? "";
    const title = node.state === "package" ? "packages they use" : node.state !== "other" ? `${folder}/`
      : importing.has(place) ? "what imports them" : "what else they import";
    const home = node.state === "package" ? "" : node.package;
    const id = `${home} ${title}`;
    const box = boxes.get(id) ?? { id, title, package: home, framed: node.state !== "package", rows: [], folded: 0, x: 0, y: 0, width: 0, height: 0 };
    boxes.set(id, box);
    const inside = node.state === "package" ? node.path || "the root" : insideOf(node);
    box.rows.push({ node, place, label: shortened(folder ? inside.slice(folder.length + 1) : inside), y: 0 });
  });
  const most = Math.max(5, Math.min(MOST_ROWS, Math.floor(120 / boxes.size)));
  for (const box of boxes.values()) {
    box.rows.sort((a, b) => STATES.indexOf(a.node.state) - STATES.indexOf(b.node.state) || ORDER.compare(a.node.path, b.node.path));
    const shown = open.has(box.id) || box.rows.length <= most + 1 ? box.rows.length : most;
    box.folded = box.rows.length - shown;
    box.rows.forEach((row, index) => (row.y = HEAD + Math.min(index, shown) * ROW + ROW / 2));
    const texts = [measure(box.title, true), ...box.rows.slice(0, shown).map((row) => measure(row.label, false) + 18)];
    box.width = Math.ceil(Math.max(96, ...texts) + 26);
    box.height = HEAD + (shown + (box.folded ? 1 : 0)) * ROW + 8;
  }
  return boxes;
}

/**
 * The folder whose box a module is in. One with few modules is shown with the one above, as long as that is not the top.
 * @param {GraphNode[]} nodes
 * @returns {Map<GraphNode, string>}
 */
function foldersOf(nodes) {
  /** @type {Map<GraphNode, string>} */
  const folders = new Map();
  for (const node of nodes) if (node.state !== "other" && node.state !== "package") folders.set(node, upper(insideOf(node)));
  const deepest = [...new Set([...folders].map(([node, folder]) => `${node.package}\n${folder}`))].sort((a, b) => b.split("/").length - a.split("/").length);
  for (const key of deepest) {
    const members = [...folders].filter(([node, folder]) => `${node.package}\n${folder}` === key).map(([node]) => node);
    const folder = key.slice(key.indexOf("\n") + 1);
    if (members.length < FEW && folder.includes("/")) for (const node of members) folders.set(node, upper(folder));
    if (members.length < FEW && folder.includes("/")) deepest.push(`${key.slice(0, key.indexOf("\n"))}\n${upper(folder)}`);
  }
  return folders;
}

/**
 * The path within the package.
 * @param {GraphNode} node
 */
function insideOf(node) {
  return node.path.slice(node.package ? node.package.length + 1 : 0);
}

/** @param {string} path */
function upper(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** @param {string} label */
function shortened(label) {
  return label.length <= MOST_CHARACTERS ? label : `…${label.slice(1 - MOST_CHARACTERS)}`;
}

/**
 * The edges with the boxes and rows of their ends; none between two rows that are folded away together.
 * @param {GraphPicture} picture
 * @param {Map<string, GraphBox>} boxes
 * @returns {GraphLink[]}
 */
function linksOf(picture, boxes) {
  /** @type {Map<number, { box: GraphBox, row: GraphRow }>} */
  const spots = new Map();
  for (const box of boxes.values()) for (const row of box.rows) spots.set(row.place, { box, row });
  return picture.edges.flatMap(([a, b, crossing]) => {
    const from = spots.get(a);
    const to = spots.get(b);
    return from && to ? [{ from: from.box, to: to.box, start: from.row, end: to.row, crossing }] : [];
  });
}

/**
 * A frame for each package: a dashed one with its name, or none to be seen around what is a package by itself.
 * @param {GraphBox[]} boxes
 * @returns {GraphFrame[]}
 */
function framesOf(boxes) {
  /** @type {Map<string, GraphFrame>} */
  const frames = new Map();
  for (const box of boxes) {
    const bare = !box.framed;
    const id = bare ? box.id : `frame ${box.package}`;
    const frame = frames.get(id) ?? {
      id, package: box.package, title: bare ? "" : box.package || "the root", boxes: [], x: 0, y: 0, width: 0, height: 0,
      margin: bare ? 0 : 14, head: bare ? 0 : 22,
    };
    frames.set(id, frame);
    frame.boxes.push(box);
  }
  return [...frames.values()];
}
