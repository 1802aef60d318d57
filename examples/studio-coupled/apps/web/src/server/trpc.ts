import { db } from "@studio/db";
import { initTRPC } from "@trpc/server";

export const createContext = () => ({ db });

const t = initTRPC.context<ReturnType<typeof createContext>>().create();

export const { router, procedure, createCallerFactory } = t;
