"use client";

import { extractPalette } from "@studio/ai";
import type { WorkflowNode } from "@studio/db/schema";
import { useState } from "react";

export function PaletteCard({ node }: { node: WorkflowNode }) {
  const [size, setSize] = useState(4);

  return (
    <p>
      {extractPalette(node.input, size).map((color) => (
        <span key={color} className="swatch" style={{ background: color }} title={color} />
      ))}
      <button onClick={() => setSize(size + 1)}>One more</button>
    </p>
  );
}
