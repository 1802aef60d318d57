"use client";

import { BRAND_INGESTED } from "@/inngest/events";
import type { BrandIngested } from "@/types/events";

export function IngestionSummary({ result }: { result: BrandIngested }) {
  return (
    <p>
      {result.palette.map((color) => (
        <span key={color} className="swatch" style={{ background: color }} title={color} />
      ))}
      {result.palette.length === 0 && `No palette until ${BRAND_INGESTED}`}
    </p>
  );
}
