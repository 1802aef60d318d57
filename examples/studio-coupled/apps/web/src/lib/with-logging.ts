import type { NextRequest } from "next/server";

type RouteHandler = (request: NextRequest, context: unknown) => Promise<Response>;

/** Logs method, path, status and duration of a route. */
export function withLogging(handler: RouteHandler): RouteHandler {
  return async (request, context) => {
    const started = performance.now();
    const response = await handler(request, context);
    const duration = Math.round(performance.now() - started);
    console.info(`${request.method} ${new URL(request.url).pathname} ${response.status} ${duration}ms`);
    return response;
  };
}
