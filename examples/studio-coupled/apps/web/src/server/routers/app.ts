import { createCallerFactory, router } from "../trpc";
import { brandRouter } from "./brand";
import { fashionRouter } from "./fashion";
import { workflowRouter } from "./workflow";

export const appRouter = router({
  brand: brandRouter,
  fashion: fashionRouter,
  workflow: workflowRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
