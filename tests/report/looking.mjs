// Opens a page in headless Chromium, does what a reader would do, and prints what was to be seen as JSON.
// node looking.mjs CHROMIUM FILE WHAT WIDTH SCHEME
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../toolchain/", import.meta.url));
const { chromium } = require("playwright-core");
const [executablePath, file, what, width, scheme] = process.argv.slice(2);
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** What any page has to show, with everything unfolded; and everything that axe-core has against it. */
async function read(page) {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate("axe.run()");
  return {
    violations: violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(", ")}`),
    title: await page.title(),
    text: await page.locator("body").innerText(),
    overflows: await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
  };
}

async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
}

/** What is said of each place where the page is read. */
const looks = {
  /** What a reader of a page without a picture or diffs sees. */
  async written(page) {
    await unfold(page);
    return read(page);
  },

  /** What a reader who only scrolls sees. */
  async page(page) {
    await unfold(page);
    await page.evaluate(() => document.getElementById("changes").scrollIntoView());
    await page.waitForSelector("table.diff");
    return {
      ...(await read(page)),
      rows: await page.locator("#picture .row").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label"))),
      frames: await page.locator("#picture .frame text").allTextContents(),
      scripts: await page.evaluate(() => [window.broken ?? null, document.scripts.length]),
    };
  },

  /** What single keys do. */
  async keys(page) {
    const focused = () => page.evaluate(() => document.activeElement.closest("article")?.id ?? document.activeElement.id);
    const here = () => page.evaluate(() => document.querySelector("tr.here")?.textContent ?? null);
    const seen = {};
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press("j");
    seen.first = await focused();
    await press("j", "j", "k");
    seen.second = await focused();
    await press("n");
    seen.change = await here();
    await press("n");
    seen.other = await here();
    await press("p");
    seen.back = await here();
    await press("s");
    seen.layout = await page.locator("table.diff").first().getAttribute("class");
    await press("o");
    seen.closed = await page.evaluate(() => document.activeElement.getAttribute("aria-expanded"));
    await press("?");
    seen.help = await page.locator("dialog[open]").count();
    await page.locator("#keys-on").uncheck();
    await press("Escape", "j");
    seen.off = await focused();
    return seen;
  },

  /** What a search finds, in files that were never drawn too. */
  async search(page) {
    const drawn = () => page.locator("table.diff").count();
    const seen = { files: await page.locator(".file").count(), drawn: await drawn() };
    await page.keyboard.press("/");
    await page.keyboard.type("Needle");
    await page.waitForFunction(() => document.getElementById("found").textContent);
    seen.found = await page.locator("#found").textContent();
    seen.names = await page.locator(".file:visible .now").allTextContents();
    seen.links = await page.locator(".tree li").count();
    await page.keyboard.press("Enter");
    seen.marked = await page.evaluate(() => [...CSS.highlights.get("current")].map(String));
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("lib/log");
    await page.waitForFunction(() => document.getElementById("found").textContent);
    seen.moved = await page.locator(".still-moved tr:visible td").allTextContents();
    await page.keyboard.press("Escape");
    seen.all = await page.locator(".file:visible").count();
    return seen;
  },

  /** The two pictures, what a module shows when it has the focus, and the switches. */
  async picture(page) {
    const labels = () => page.locator("#picture .row").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));
    const seen = { after: await labels() };
    await page.locator('[data-picture="before"]').click();
    seen.before = await labels();
    await page.locator('.row[aria-label^="apps/web/src/inngest/client.ts"]').focus();
    seen.lit = await page.locator(".row.lit").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));
    await page.keyboard.press("ArrowRight");
    seen.imported = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    await page.keyboard.press("ArrowLeft");
    seen.stops = await page.locator('.row[tabindex="0"]').count();
    seen.traces = await page.locator(".traces path").count();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    seen.grounds = [await ground()];
    for (let press = 0; press < 2; press += 1) {
      await page.locator("#theme").click();
      seen.grounds.push(await ground());
    }
    return seen;
  },
};

const browser = await chromium.launch({ executablePath, args: quiet });
try {
  const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = [];
  const asked = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error.stack)));
  page.on("request", (request) => asked.push(request.url().split(":")[0]));
  page.on("dialog", (dialog) => dialog.dismiss().then(() => complaints.push("a dialog")));
  await page.goto(`file://${file}`);
  if (what !== "written") await page.waitForSelector("[data-ready]");
  const seen = await looks[what](page);
  process.stdout.write(JSON.stringify({ ...seen, complaints, asked }));
} finally {
  await browser.close();
}
