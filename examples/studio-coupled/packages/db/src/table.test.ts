import { describe, expect, test } from "bun:test";

import { createDatabase } from "./index";
import { Table } from "./table";

describe("Table", () => {
  test("hands out copies", async () => {
    const table = new Table<{ id: string; tags: string[] }>("things", [{ id: "a", tags: [] }]);
    const row = await table.get("a");
    row.tags.push("changed");
    expect(await table.get("a")).toEqual({ id: "a", tags: [] });
  });

  test("names the table when a row is missing", async () => {
    const { brands } = createDatabase();
    expect(brands.get("nobody")).rejects.toThrow("brands: no row with id nobody");
  });

  test("filters by equality", async () => {
    const { brands } = createDatabase();
    expect((await brands.list({ status: "ready" })).map((brand) => brand.name)).toEqual(["Harbour Knits"]);
  });
});
