#!/usr/bin/env bun
/**
 * What does an app serve to Inngest? Asks the route itself, without a server and without the network.
 *
 *   bun served.ts APP_FOLDER ROUTE_FILE      (the route's path is relative to the app's folder)
 *
 * The route is imported and its PUT is called as for an in-band sync; the SDK answers with the
 * app's id and the configuration of every function. Printed as JSON with sorted keys and functions sorted by id,
 * so that two outputs can be compared with `diff`. The app's dependencies have to be installed.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Handler = (request: Request, context: unknown) => Response | Promise<Response>;

const ENDPOINT = "http://localhost:3000/api/inngest";

function fail(message: string): never {
  process.stderr.write(`served: ${message}\n`);
  process.exit(1);
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}

/** The handler of PUT: a named export as Next wants it, or a default export that takes every method. */
function putHandler(route: Record<string, unknown>): Handler {
  const handler = route.PUT ?? route.default;
  if (typeof handler !== "function") fail("the route exports neither PUT nor a default handler");
  return handler as Handler;
}

async function load(routeFile: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(routeFile).href);
  } catch (error) {
    fail(`${routeFile} can't be imported: ${error}`);
  }
}

async function served(routeFile: string): Promise<Json> {
  const put = putHandler(await load(routeFile));
  const request = new Request(ENDPOINT, {
    method: "PUT",
    headers: { "content-type": "application/json", host: "localhost:3000", "x-inngest-sync-kind": "in_band" },
    body: JSON.stringify({ url: ENDPOINT }),
  });
  const response = await put(request, { params: Promise.resolve({}) });
  const text = await response.text();
  if (response.status !== 200) fail(`the route answered ${response.status}: ${text}`);

  // The rest of the answer (versions, capabilities, platform, environment) says nothing of what is served.
  const { app_id, framework, functions } = JSON.parse(text);
  if (!Array.isArray(functions)) fail(`the answer holds no functions: ${text}`);
  functions.sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted({ app_id, framework, functions });
}

const [app, route] = process.argv.slice(2);
if (!app || !route) fail("usage: bun served.ts APP_FOLDER ROUTE_FILE");

// Read by the SDK when it is imported: without it an answer wants a signature.
process.env.INNGEST_DEV = "1";
// Whatever the app logs goes to stderr: stdout is the answer's alone.
console.log = console.info = console.debug = console.error;

const answer = await served(path.resolve(app, route));
process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
process.exit(0);
