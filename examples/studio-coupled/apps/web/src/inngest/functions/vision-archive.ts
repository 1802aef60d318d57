import { db } from "@studio/db";

import { inngest } from "../client";
import { eventId } from "../lib/event-id";

const NIGHTLY = "TZ=Europe/Berlin 15 3 * * *";

/** Stores what was seen in images; at night it stamps what came in. Not served yet. */
export const archiveVision = inngest.createFunction(
  { id: "vision-archive", name: "Archive what was seen" },
  [{ event: "vision/archive.requested" }, { cron: NIGHTLY }],
  async ({ event, step }) => {
    if (event.name === "vision/archive.requested") {
      const { imageUrl, caption, labels } = event.data;
      const id = eventId("vision", imageUrl);
      await step.run("store", () => db.visionRecords.upsert({ id, imageUrl, caption, labels, archivedAt: null }));
      return { archived: 0 };
    }

    const pending = await step.run("list", () => db.visionRecords.list({ archivedAt: null }));
    const archivedAt = await step.run("now", () => new Date().toISOString());
    for (const record of pending) {
      await step.run(`archive-${record.id}`, () => db.visionRecords.update(record.id, { archivedAt }));
    }
    return { archived: pending.length };
  },
);
