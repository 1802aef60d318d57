import { pluginFor } from "@/server/plugin-registry";
import { createCaller } from "@/server/routers/app";
import { createContext } from "@/server/trpc";

export const dynamic = "force-dynamic";

export default async function Page() {
  const workflows = await createCaller(createContext()).workflow.list();

  return (
    <main>
      {workflows.map(({ id, title, nodes }) => (
        <section key={id}>
          <h1>{title}</h1>
          {nodes.map((node) => {
            const { label, Card } = pluginFor(node);
            return (
              <article key={node.id}>
                <h2>{label}</h2>
                <Card node={node} />
              </article>
            );
          })}
        </section>
      ))}
    </main>
  );
}
