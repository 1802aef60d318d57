/**
 * What does a module serve to Inngest? Asks the repository's own SDK, without a server and without the network.
 *
 *   bun served.mjs as-is|made-up ANSWER MODULE FOLDER...      (or node, where esbuild is installed in the repository)
 *
 * Every `serve` of the SDK, whatever the framework, makes an InngestCommHandler. Those of the copies of `inngest`
 * that the FOLDERs see are watched while MODULE is imported; what was served is then asked for as the Dev Server
 * does, by an in-band sync. So a handler that is wrapped, mounted or made by a factory is seen like one that is
 * exported. ANSWER is a file: {served: [{app_id, framework, functions}], exports, put} or {error}.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const ENDPOINT = "http://localhost:3000/api/inngest";
const METHODS = ["GET", "POST", "PUT", "default", "handler", "loader", "action"];
const PATIENCE = 3000;
const LONG = 15000;

const [environment, answerFile, moduleFile, ...folders] = process.argv.slice(2);
const captured = [];
// Before 3.23 the SDK knows no in-band sync: asked, it tells the Dev Server what it serves. That is read, and not sent.
let registers = false;

function answer(value) {
  fs.writeFileSync(answerFile, JSON.stringify(value));
  process.exit(0);
}

function reason(error) {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const more = Array.isArray(error?.errors) ? error.errors.map((one) => one.message ?? one.text).join("; ") : "";
  return [text, more].filter(Boolean).join(": ");
}

/** The folder of the copy of the SDK that modules of `folder` import. */
function sdkOf(folder) {
  try {
    let place = path.dirname(createRequire(path.join(folder, "x.js")).resolve("inngest"));
    while (!fs.existsSync(path.join(place, "components")) && place !== path.dirname(place)) place = path.dirname(place);
    return fs.realpathSync(place);
  } catch {
    return undefined;
  }
}

async function watch(sdk) {
  for (const extension of ["js", "cjs"]) {
    const file = path.join(sdk, "components", `InngestCommHandler.${extension}`);
    if (!fs.existsSync(file)) continue;
    const loaded = await import(pathToFileURL(file).href);
    const { prototype } = loaded.InngestCommHandler ?? loaded.default.InngestCommHandler;
    const create = prototype.createHandler;
    prototype.createHandler = function () {
      captured.push({ sdk, extension, options: this._options ?? { ...this, functions: this.rawFns } });
      return create.call(this);
    };
  }
}

/** Most versions of the SDK read a body only where its length is told; over the network it always is. */
function request() {
  const body = JSON.stringify({ url: ENDPOINT });
  const headers = {
    "content-type": "application/json",
    "content-length": String(body.length),
    host: "localhost:3000",
    "x-inngest-sync-kind": "in_band",
  };
  return new Request(ENDPOINT, { method: "PUT", headers, body });
}

async function ask({ sdk, extension, options }) {
  const { handler: _, frameworkName, ...rest } = options;
  let registration = {};
  async function fetch(_url, { body } = {}) {
    registers = true;
    if (typeof body === "string") registration = JSON.parse(body);
    return Response.json({ status: 200, modified: true });
  }
  const edge = await import(pathToFileURL(path.join(sdk, `edge.${extension}`)).href);
  const serve = edge.serve ?? edge.default.serve;
  const before = captured.length;
  const handle = serve({ ...rest, fetch, skipSignatureValidation: true });
  captured.length = before;
  const response = await handle(request());
  const text = await response.text();
  if (response.status !== 200) throw new Error(`the SDK answered ${response.status}: ${text.slice(0, 300)}`);
  const { app_id = registration.appName, functions = registration.functions } = JSON.parse(text);
  if (!Array.isArray(functions)) throw new Error(`the SDK's answer holds no functions: ${text.slice(0, 300)}`);
  return { app_id, framework: frameworkName ?? null, functions };
}

/** What an exported handler of PUT answers itself: the status, or that it doesn't answer. None that would register. */
async function put(loaded) {
  if (typeof loaded.PUT !== "function" || registers) return null;
  const late = new Promise((resolve) => setTimeout(resolve, LONG, "no answer"));
  const asked = (async () => (await loaded.PUT(request(), { params: Promise.resolve({}) }))?.status ?? "no response")();
  return Promise.race([asked.catch(() => "an error"), late]);
}

const NOTHING = /\.(css|scss|sass|less|svg|png|jpe?g|gif|webp|avif|ico|woff2?)$/;

/** Modules that only a bundler understands stand for nothing; the marker packages of React do so by design. */
function standIns(bun) {
  bun.plugin({
    name: "stand-ins",
    setup(build) {
      for (const name of ["server-only", "client-only"]) build.module(name, () => ({ exports: {}, loader: "object" }));
      build.onLoad({ filter: NOTHING }, () => ({ exports: { default: "" }, loader: "object" }));
    },
  });
}

/** Bundled with the repository's esbuild: its own code as CommonJS, whatever is in node_modules from where it is. */
async function bundled(file) {
  const found = [path.dirname(file), process.cwd(), ...folders].flatMap((folder) => {
    for (const way of [["esbuild"], ["tsx", "esbuild"], ["vite", "esbuild"]]) {
      try {
        return [way.reduce((at, name) => createRequire(at).resolve(name), path.join(folder, "x.js"))];
      } catch {
        continue;
      }
    }
    return [];
  });
  if (found.length === 0) {
    answer({ missing: "neither bun nor esbuild is there to load it: put bun on PATH (npm install --global bun)" });
  }
  const { build } = createRequire(found[0])(found[0]);
  const outfile = path.join(path.dirname(answerFile), "bundle.cjs");
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "silent",
    jsx: "automatic",
    define: { "import.meta.url": JSON.stringify(pathToFileURL(file).href) },
    plugins: [
      {
        name: "installed",
        setup(to) {
          to.onResolve({ filter: /^(server-only|client-only)$/ }, () => ({ path: "nothing", namespace: "nothing" }));
          to.onResolve({ filter: NOTHING }, () => ({ path: "nothing", namespace: "nothing" }));
          to.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "" }));
          to.onResolve({ filter: /^[^./]/ }, async ({ path: name, pluginData, ...asked }) => {
            if (pluginData === "asked" || asked.kind === "entry-point") return undefined;
            const { resolveDir, importer, kind } = asked;
            const there = await to.resolve(name, { resolveDir, importer, kind, pluginData: "asked" });
            if (there.errors.length > 0 || there.external) return { path: name, external: true };
            return there.path.includes(`${path.sep}node_modules${path.sep}`) ? { path: there.path, external: true } : there;
          });
        },
      },
    ],
  });
  return createRequire(outfile)(outfile);
}

async function load(file) {
  if (globalThis.Bun) {
    standIns(globalThis.Bun);
    return import(pathToFileURL(file).href);
  }
  return bundled(file);
}

/** Some apps serve only after they have connected to something: there is a little time for that. */
async function settled() {
  const end = Date.now() + PATIENCE;
  while (captured.length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
}

/**
 * An environment that has something for every name that is asked for, told by the name: apps check theirs when they
 * are imported. Of the SDK's own variables none is made up, but for what may name the app; and none by which a runtime
 * or a driver is told one of a few words.
 */
function madeUp(variables) {
  const wanted = (name) =>
    typeof name === "string" &&
    /^[A-Z][A-Z0-9_]*$/.test(name) &&
    !/^(NODE_|BUN_|INNGEST_(?!.*(ID|NAME)$)|PG(?!(HOST|USER|PASSWORD|DATABASE)$)[A-Z]|CI$|DEBUG$|TZ$|.*_PROXY$)/.test(name);
  return new Proxy(variables, {
    get: (all, name) => all[name] ?? (wanted(name) ? `https://${name.toLowerCase().replaceAll("_", "-")}.invalid` : undefined),
    has: (all, name) => name in all || wanted(name),
  });
}

let trouble;
function note(error) {
  trouble ??= reason(error);
}

// Read by the SDK when it is imported: without it an answer wants a signature.
process.env.INNGEST_DEV = "1";
// Up to 3.30 the SDK answers in band only where it is told that it may.
process.env.INNGEST_ALLOW_IN_BAND_SYNC = "1";
process.env.SKIP_ENV_VALIDATION ??= "1";
if (environment === "made-up") process.env = madeUp(process.env);
// What goes wrong beside the import (a database that isn't there) matters only where nothing is served.
process.on("uncaughtException", note);
process.on("unhandledRejection", note);
const exit = process.exit.bind(process);
process.exit = (code) => {
  if (!fs.existsSync(answerFile)) {
    fs.writeFileSync(answerFile, JSON.stringify({ error: trouble ?? `it ends the process (${code ?? 0})` }));
  }
  return exit(0);
};

try {
  const copies = new Set([path.dirname(moduleFile), ...folders].map(sdkOf).filter(Boolean));
  if (copies.size === 0) answer({ error: "`inngest` is not installed where it is imported" });
  for (const sdk of copies) await watch(sdk);
  const loaded = await load(moduleFile);
  await settled();
  if (captured.length === 0 && trouble !== undefined) answer({ error: trouble });
  const watched = [...captured];
  const served = [];
  for (const one of watched) served.push(await ask(one));
  const exported = Object.keys(loaded).filter((name) => METHODS.includes(name)).sort();
  answer({ served, exports: exported, put: await put(loaded) });
} catch (error) {
  answer({ error: reason(error) });
}
