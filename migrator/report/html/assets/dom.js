// Building elements. Text is always a text node: whatever is in it, it is shown and never read as markup.

/**
 * An element with attributes and children; strings among the children become text.
 * @param {string} name
 * @param {Record<string, string | number | boolean | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  attach(element, attributes, children);
  return element;
}

/**
 * The same for SVG.
 * @param {string} name
 * @param {Record<string, string | number | boolean | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
function svg(name, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", name));
  attach(element, attributes, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | undefined>} attributes
 * @param {(Node | string)[]} children
 */
function attach(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
}

/**
 * The element with this id, which the page is known to have.
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/** @returns {any} what the report is about */
function readDocument() {
  return JSON.parse(byId("document").textContent ?? "null");
}

const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text with everything that has no shape of its own written out, so that it can't turn other text around.
 * @param {string} text
 */
function visible(text) {
  return text.replace(INVISIBLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A setting that outlives the page where the browser lets it.
 * @param {string} name
 * @param {string} [value] what to remember
 * @returns {string | null}
 */
function remembered(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`migrate-${name}`, value);
    return localStorage.getItem(`migrate-${name}`);
  } catch {
    return value ?? null;
  }
}
