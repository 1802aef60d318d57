import inngest from "./route";

Bun.serve({ port: 3000, routes: { "/api/inngest": (request) => inngest(request) } });
