import { mock } from "bun:test";

type Handler = (context: unknown) => Promise<unknown>;

/** Steps that run at once; what is sent is kept in `sent`. */
export function fakeStep() {
  const sent: unknown[] = [];
  return {
    sent,
    run: async <T>(_id: string, work: () => T | Promise<T>): Promise<T> => work(),
    sendEvent: async (_id: string, event: unknown) => {
      sent.push(event);
    },
  };
}

/** A client whose functions are their bare handlers. */
export function fakeClient() {
  return {
    send: mock(async (_event: unknown) => ({ ids: ["evt_test"] })),
    createFunction: (_config: unknown, _trigger: unknown, handler: Handler) => handler,
  };
}

/** Calls a function that was made by `fakeClient`. */
export function call(fn: unknown, context: { event: unknown; step: unknown }): Promise<unknown> {
  return (fn as Handler)(context);
}
