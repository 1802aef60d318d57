"""What stands in a module below its imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.monorepo.words import camel, pascal

#: Logarithm of the median in bytes, and how far sizes spread: the mean is near 2,900, barrels included.
_MEDIAN, _SPREAD = 7.83, 0.78

_PIECES = (
    """\
/** Rows that are older than this are left to the nightly run. */
const LIMIT_{upper} = {number};

interface {type}Row {{
  id: string;
  owner: string;
  amount: number;
  createdAt: Date;
  tags: readonly string[];
}}

function sum{type}(rows: readonly {type}Row[]): number {{
  let total = 0;
  for (const row of rows) {{
    if (row.amount > LIMIT_{upper} || row.tags.includes("{noun}")) {{
      continue;
    }}
    total += row.amount;
  }}
  return total;
}}
""",
    """\
type {type}State =
  | {{ status: "idle" }}
  | {{ status: "loading"; since: number }}
  | {{ status: "failed"; reason: string; attempts: number }}
  | {{ status: "done"; value: Record<string, unknown> }};

function describe{type}(state: {type}State): string {{
  switch (state.status) {{
    case "idle":
      return "nothing was asked for yet";
    case "loading":
      return `loading the {noun} since ${{state.since}} ms`;
    case "failed":
      // The third attempt is the last one; what comes after it is for people.
      return state.attempts < 3 ? `again: ${{state.reason}}` : "given up";
    case "done":
      return Object.keys(state.value).join(", ");
  }}
}}
""",
    """\
async function load{type}(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, number>> {{
  const found = new Map<string, number>();
  for (let start = 0; start < ids.length; start += {number}) {{
    const batch = ids.slice(start, start + {number});
    const response = await fetch("/api/{noun}?ids=" + batch.join(","), {{
      headers: {{ accept: "application/json" }},
      signal,
    }});
    if (!response.ok) {{
      throw new Error(`the {noun} could not be loaded: ${{response.status}}`);
    }}
    const rows = (await response.json()) as {{ id: string; amount: number }}[];
    rows.forEach((row) => found.set(row.id, row.amount));
  }}
  return found;
}}
""",
    """\
class {type}Queue<Item extends {{ priority: number }}> {{
  private readonly waiting: Item[] = [];
  private running = 0;

  constructor(private readonly most = {number}) {{}}

  add(item: Item): this {{
    const at = this.waiting.findIndex((other) => other.priority < item.priority);
    this.waiting.splice(at === -1 ? this.waiting.length : at, 0, item);
    return this;
  }}

  next(): Item | undefined {{
    if (this.running >= this.most) {{
      return undefined;
    }}
    this.running += 1;
    return this.waiting.shift();
  }}

  get size(): number {{
    return this.waiting.length;
  }}
}}
""",
    """\
const {name}Labels: Record<string, {{ title: string; order: number; hidden?: boolean }}> = {{
  {noun}: {{ title: "The {noun} as it was agreed upon", order: 1 }},
  "{noun}-draft": {{ title: "A {noun} that nobody has seen", order: 2, hidden: true }},
  "{noun}-archived": {{ title: "A {noun} that is kept for the auditors", order: {number} }},
}};

const {name}Order = Object.entries({name}Labels)
  .filter(([, label]) => !label.hidden)
  .sort(([, left], [, right]) => left.order - right.order)
  .map(([key]) => key);
""",
    """\
/**
 * Brings two versions of a {noun} together.
 *
 * What both have changed is taken from the later one, and the earlier value is kept in `conflicts`, so that a person
 * can look at it.
 */
function merge{type}<T extends Record<string, unknown>>(base: T, ours: T, theirs: T) {{
  const conflicts: (keyof T)[] = [];
  const merged = {{ ...base }};
  for (const key of Object.keys(base) as (keyof T)[]) {{
    const changed = [ours[key] !== base[key], theirs[key] !== base[key]];
    merged[key] = changed[1] ? theirs[key] : ours[key];
    if (changed[0] && changed[1] && ours[key] !== theirs[key]) {{
      conflicts.push(key);
    }}
  }}
  return {{ merged, conflicts }};
}}
""",
)
_COMPONENT = """\
export function {type}(props: {{ title: string; rows: readonly string[]; onSelect?: (row: string) => void }}) {{
  const [selected, setSelected] = useState<string | null>(null);
  const shown = useMemo(() => props.rows.filter((row) => row.length < {number}), [props.rows]);

  return (
    <section className="rounded-lg border p-4" aria-label={{props.title}}>
      <h2 className="text-lg font-medium">{{props.title}}</h2>
      <ul>
        {{shown.map((row) => (
          <li key={{row}} data-selected={{row === selected}}>
            <button
              type="button"
              onClick={{() => {{
                setSelected(row);
                props.onSelect?.(row);
              }}}}
            >
              {{row}} &middot; the {noun}
            </button>
          </li>
        ))}}
      </ul>
    </section>
  );
}}
"""
_FUNCTION = """\
export interface {type}Options {{
  {noun}: string;
  limit?: number;
}}

/** What the {noun} comes to, with everything that was agreed upon. */
export function {name}(options: {type}Options, rows: readonly number[] = []): number {{
  const limit = options.limit ?? {number};
  return rows.filter((row) => row < limit).reduce((total, row) => total + row, options.{noun}.length);
}}
"""


def size_of(random: Random) -> int:
    """How many bytes a module is to have: mostly few, of some many."""
    return min(24_000, max(300, int(random.lognormvariate(_MEDIAN, _SPREAD))))


def body(random: Random, stem: str, used: Sequence[str], *, component: bool) -> Iterator[str]:
    """The pieces of a module called `stem`, without an end; the first one has its exports, the second what it uses."""
    fields = {"name": camel(stem), "type": pascal(stem), "noun": stem.split("-")[1], "number": random.randint(5, 900)}
    yield (_COMPONENT if component else _FUNCTION).format(**fields)
    if used:
        listed = "".join(f"  {name},\n" for name in used)
        yield f"\n/** Everything that this module stands on. */\nexport const {fields['name']}Parts = [\n{listed}];\n"
    at = random.randrange(len(_PIECES))
    for count in range(1_000):
        named = {**fields, "name": f"{fields['name']}{count}", "type": f"{fields['type']}{count}"}
        named["upper"] = f"{stem.upper().replace('-', '_')}_{count}"
        yield "\n" + _PIECES[(at + count) % len(_PIECES)].format(**named)
