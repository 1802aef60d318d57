// Every module specifier that TypeScript's own parser sees, of every form, and every exported name: one JSON line per file.
// Paths come on stdin, one per line, relative to the folder given as the only argument.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import path from "node:path";
import ts from "../toolchain/node_modules/typescript/lib/typescript.js";

const root = process.argv[2];
const VITEST = ["mock", "doMock", "unmock", "doUnmock", "importMock", "importActual"];
const MOCKERS = {
  __proto__: null,
  vi: VITEST,
  vitest: VITEST,
  jest: [
    "mock", "doMock", "unmock", "dontMock", "deepUnmock", "setMock", "requireMock", "requireActual",
    "createMockFromModule", "genMockFromModule", "unstable_mockModule", "unstable_unmockModule",
  ],
};
const isActual = (method) => method === "importActual" || method === "requireActual";

function specifiersOf(file, text) {
  const kind = /\.(tsx|jsx|[mc]?js)$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const javascript = /\.([mc]?js|jsx)$/.test(file);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, javascript ? ts.ScriptKind.JSX : kind);
  const found = [];
  const created = new Set([...text.matchAll(/([\w$]+)\s*=\s*(?:[\w$]+\.)?createRequire\s*\(/g)].map((match) => match[1]));
  created.delete("require");
  const add = (form, literal) => {
    if (!literal || !ts.isStringLiteralLike(literal)) return;
    const start = literal.getStart(source);
    found.push([form, literal.text, Buffer.byteLength(text.slice(0, start + 1))]);
  };
  const shadowed = (node) => {
    for (let scope = node.parent; scope; scope = scope.parent) {
      const locals = scope.locals;
      if (locals?.has("require")) {
        const declaration = locals.get("require").declarations?.[0];
        if (!/createRequire/.test(declaration?.initializer?.getText(source) ?? "")) return true;
      }
    }
    return false;
  };
  // The parser takes `implements import("./a").B` for an expression, the checker for a type (and refuses it).
  const isErased = (node) => {
    const clause = ts.findAncestor(node, ts.isHeritageClause);
    return clause !== undefined && (clause.token === ts.SyntaxKind.ImplementsKeyword || ts.isInterfaceDeclaration(clause.parent));
  };
  const mocker = (expression) => {
    while (ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression) || ts.isNonNullExpression(expression)) {
      if (ts.isPropertyAccessExpression(expression) && expression.name.text in MOCKERS) return expression.name.text;
      expression = expression.expression;
    }
    return ts.isIdentifier(expression) ? expression.text : "";
  };
  const call = (node) => {
    const callee = node.expression;
    const first = node.arguments[0];
    if (callee.kind === ts.SyntaxKind.ImportKeyword) return add(isErased(node) ? "import-type" : "dynamic-import", first);
    if (ts.isMetaProperty(callee) && callee.keywordToken === ts.SyntaxKind.ImportKeyword) {
      return add("dynamic-import", first);
    }
    if (ts.isIdentifier(callee) && created.has(callee.text)) return add("require", first);
    if (ts.isIdentifier(callee) && callee.text === "require") return shadowed(node) ? undefined : add("require", first);
    if (!ts.isPropertyAccessExpression(callee)) return;
    const method = callee.name.text;
    const object = callee.expression;
    if (method === "resolve" && ts.isIdentifier(object) && (object.text === "require" || created.has(object.text))) {
      return shadowed(node) ? undefined : add("require-resolve", first);
    }
    if (method === "resolve" && ts.isMetaProperty(object)) return add("import-meta-resolve", first);
    const isBun = method === "module" && /(^|\.)mock$/.test(object.getText(source));
    if (isBun || MOCKERS[mocker(object)]?.includes(method)) {
      const form = isActual(method) ? "import-actual" : "mock";
      const wrapped = first && ts.isCallExpression(first) && first.expression.kind === ts.SyntaxKind.ImportKeyword;
      if (wrapped && form === "mock") {
        add("mock", first.arguments[0]);
        return first;
      }
      add(form, first);
    }
  };
  const visit = (node) => {
    let wrapped;
    if (ts.isImportDeclaration(node)) add(node.importClause ? "import" : "side-effect", node.moduleSpecifier);
    else if (ts.isExportDeclaration(node)) add(node.exportClause ? "re-export" : "re-export-all", node.moduleSpecifier);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add("import-equals", node.moduleReference.expression);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add("import-type", node.argument.literal);
    else if (ts.isModuleDeclaration(node)) add("declare-module", node.name);
    else if (node.kind === ts.SyntaxKind.JSDocImportTag) add("import-type", node.moduleSpecifier);
    else if (ts.isCallExpression(node)) wrapped = call(node);
    // In JavaScript the types are in the comments.
    if (javascript) for (const comment of node.jsDoc ?? []) ts.forEachChild(comment, visit);
    ts.forEachChild(node, (child) => {
      if (child === wrapped) ts.forEachChild(child, (inner) => inner === child.arguments[0] ? undefined : visit(inner));
      else visit(child);
    });
  };
  // Binding gives each scope its `locals`, which tell a `require` of the file's own from Node's.
  ts.bindSourceFile?.(source, {});
  visit(source);
  // Everything in a declaration file without export lists counts as exported to TypeScript, `export` or not.
  const exports = file.endsWith(".d.ts") ? null : [...(source.symbol?.exports?.keys() ?? [])].map((name) => (name === "__export" ? "*" : ts.unescapeLeadingUnderscores(name)));
  for (const reference of [...source.referencedFiles, ...source.typeReferenceDirectives]) {
    found.push(["triple-slash", reference.fileName, Buffer.byteLength(text.slice(0, reference.pos))]);
  }
  return { found: dedupe(found), exports, broken: source.parseDiagnostics.length };
}

function dedupe(found) {
  const seen = new Set();
  return found
    .sort((a, b) => a[2] - b[2])
    .filter(([, , start]) => !seen.has(start) && seen.add(start));
}

for await (const file of createInterface({ input: process.stdin })) {
  const text = readFileSync(path.join(root, file)).toString("utf8");
  process.stdout.write(JSON.stringify({ file, ...specifiersOf(file, text) }) + "\n");
}
