/**
 * A type with everything it is made of written out, so that two of them can be compared as text. Schemas (Standard
 * Schema, zod, the SDK's event types) become what they accept and give; what has methods is no data and stands for
 * itself, and as an export for nothing. Depth has a limit, for types that contain themselves.
 */
type Kept = Date | RegExp | Promise<any> | ReadonlyMap<any, any> | ReadonlySet<any> | ArrayBufferView;
type Less = [never, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
type Methods<T> = {
  [K in keyof T]-?: 0 extends 1 & T[K] ? never : [T[K]] extends [never] ? never : T[K] extends (...all: never[]) => unknown ? K : never;
}[keyof T];
type NoData<T, Depth> = Depth extends 10 ? "not data" : T;
type Look<T, Depth extends number = 10> = 0 extends 1 & T
  ? T
  : [Depth] extends [never]
    ? T
    : T extends { "~standard": { types?: infer Types } }
      ? { schema: Look<NonNullable<Types>, Less[Depth]> }
      : T extends { _input: infer Input; _output: infer Output; parse: any }
        ? { schema: { input: Look<Input, Less[Depth]>; output: Look<Output, Less[Depth]> } }
        : T extends { event: infer Name; name: infer Name; schema: infer Schema; create: any }
          ? { event: Name; data: Look<Schema, Less[Depth]> }
          : [Declared<T>] extends [never]
            ? T extends Kept
              ? T
              : T extends (...all: never[]) => unknown
                ? NoData<T, Depth>
                : T extends abstract new (...all: never[]) => unknown
                  ? NoData<T, Depth>
                  : T extends readonly unknown[]
                    ? T extends infer O
                      ? { [K in keyof O]: Look<O[K], Less[Depth]> }
                      : never
                    : T extends object
                      ? [Methods<T>] extends [never]
                        ? T extends infer O
                          ? { [K in keyof O]: Look<O[K], Less[Depth]> }
                          : never
                        : NoData<T, Depth>
                      : T
            : Look<Declared<T>, Less[Depth]>;
declare function look<T>(): Look<T>;
