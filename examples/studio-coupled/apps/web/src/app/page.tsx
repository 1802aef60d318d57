import { requestIngestion } from "@/app/actions/brands";
import { ImageCaption } from "@/components/image-caption";
import { IngestionSummary } from "@/components/ingestion-summary";
import { BRAND_INGESTION_REQUESTED } from "@/inngest/events";
import { createCaller } from "@/server/routers/app";
import { createContext } from "@/server/trpc";

export const dynamic = "force-dynamic";

export default async function Page() {
  const caller = createCaller(createContext());
  const brands = await caller.brand.list();

  return (
    <main>
      <h1>Brands</h1>
      <p>
        Each button sends <code>{BRAND_INGESTION_REQUESTED}</code>.
      </p>
      {brands.map((brand) => (
        <form key={brand.id} action={requestIngestion}>
          <h2>{brand.name}</h2>
          <IngestionSummary result={{ brandId: brand.id, passages: 0, palette: brand.palette }} />
          <input type="hidden" name="brandId" value={brand.id} />
          <button disabled={brand.status === "ingesting"}>Ingest {brand.website}</button>
        </form>
      ))}
      <h1>Images</h1>
      <ImageCaption />
    </main>
  );
}
