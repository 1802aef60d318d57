/** A table that lives in memory and answers like a database: asynchronously, and with copies. */
export class Table<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>();

  constructor(
    readonly name: string,
    rows: readonly Row[] = [],
  ) {
    for (const row of rows) this.#rows.set(row.id, structuredClone(row));
  }

  async list(where: Partial<Row> = {}): Promise<Row[]> {
    const wanted = Object.entries(where);
    return [...this.#rows.values()]
      .filter((row) => wanted.every(([key, value]) => row[key as keyof Row] === value))
      .map((row) => structuredClone(row));
  }

  async find(id: string): Promise<Row | null> {
    const row = this.#rows.get(id);
    return row ? structuredClone(row) : null;
  }

  async get(id: string): Promise<Row> {
    const row = await this.find(id);
    if (!row) throw new Error(`${this.name}: no row with id ${id}`);
    return row;
  }

  async upsert(row: Row): Promise<Row> {
    this.#rows.set(row.id, structuredClone(row));
    return row;
  }

  async update(id: string, changes: Partial<Omit<Row, "id">>): Promise<Row> {
    return this.upsert({ ...(await this.get(id)), ...changes });
  }
}
