// Imported for its effect, when the server starts.
const REQUIRED = ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"];

if (process.env.NODE_ENV === "production" && process.env.INNGEST_DEV !== "1") {
  const missing = REQUIRED.filter((name) => !process.env[name]);
  if (missing.length > 0) console.warn(`Inngest can't be reached without ${missing.join(" and ")}`);
}

export {};
