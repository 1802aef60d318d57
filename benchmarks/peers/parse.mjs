// oxc-parser: parses every module that is listed on standard input, one path a line. With the argument `program` the
// syntax tree is brought over to JavaScript, too, as whoever wants to use it has to.
import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";

const wanted = process.argv[2] === "program";
let statements = 0;
for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const result = parseSync(path, readFileSync(path, "utf8"));
  if (wanted) statements += result.program.body.length;
}
console.log(statements);
