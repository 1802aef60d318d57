// node renames.mjs CHECKOUT < jobs > answers
//
// A job and its answer are each a line of JSON. The first job is the list of source files. Each other is a rename that
// was carried out: {path, offset, names, changed: {path: text}}. Its answer is {lines, errors}: where TypeScript would
// rename, as [path, line], and what it can't find after the change that it could find before.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";

const ts = createRequire(new URL("../toolchain/package.json", import.meta.url))("typescript");
const root = fs.realpathSync(process.argv[2]);
// "Cannot find name", "has no exported member", "does not exist on type", and what they say when they have a suggestion.
const NOT_FOUND = new Set([2304, 2305, 2339, 2551, 2552, 2614, 2724]);
const OPTIONS = {
  allowJs: true, checkJs: false, noEmit: true, skipLibCheck: true, strict: true, types: [], esModuleInterop: true,
  jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, resolveJsonModule: true,
  moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true, experimentalDecorators: true,
};

const configs = new Map();
function optionsIn(folder) {
  if (!configs.has(folder)) {
    const file = path.join(folder, "tsconfig.json");
    if (fs.existsSync(file)) {
      const { config } = ts.readConfigFile(file, ts.sys.readFile);
      const { options } = ts.parseJsonConfigFileContent(config ?? {}, { ...ts.sys, readDirectory: () => [] }, folder);
      const { baseUrl, paths, pathsBasePath } = options;
      configs.set(folder, { ...OPTIONS, baseUrl, paths, pathsBasePath });
    } else configs.set(folder, folder.length > root.length ? optionsIn(path.dirname(folder)) : OPTIONS);
  }
  return configs.get(folder);
}

let files = [];
const written = new Map();
const versions = new Map();
const text = (file) => written.get(file) ?? ts.sys.readFile(file);
const { fileExists, readFile, readDirectory, directoryExists, getDirectories, realpath } = ts.sys;
const service = ts.createLanguageService({
  fileExists, readFile, readDirectory, directoryExists, getDirectories, realpath,
  getScriptFileNames: () => files,
  getScriptVersion: (file) => String(versions.get(file) ?? 0),
  getScriptSnapshot: (file) => (text(file) === undefined ? undefined : ts.ScriptSnapshot.fromString(text(file))),
  getCurrentDirectory: () => root,
  getCompilationSettings: () => OPTIONS,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  resolveModuleNameLiterals: (literals, file) =>
    literals.map((literal) => ts.resolveModuleName(literal.text, file, optionsIn(path.dirname(file)), ts.sys)),
});

function write(changed) {
  for (const [file, content] of changed) {
    content === undefined ? written.delete(file) : written.set(file, content);
    versions.set(file, (versions.get(file) ?? 0) + 1);
  }
}

function notFound(file) {
  return service.getSemanticDiagnostics(file).filter((one) => NOT_FOUND.has(one.code))
    .map((one) => `${path.relative(root, file)}: ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`);
}

function answer({ path: declaring, offset, names, changed }) {
  const found = service.findRenameLocations(path.join(root, declaring), offset, false, false, {}) ?? [];
  const lines = found.map(({ fileName, textSpan }) => {
    const source = service.getProgram().getSourceFile(fileName);
    return [path.relative(root, fileName), source.getLineAndCharacterOfPosition(textSpan.start).line + 1];
  });
  const concerned = files.filter((file) => names.some((name) => text(file).includes(name)));
  const before = concerned.flatMap(notFound);
  const edits = Object.entries(changed).map(([file, content]) => [path.join(root, file), content]);
  write(edits);
  const errors = concerned.flatMap(notFound).filter((one) => !before.includes(one));
  write(edits.map(([file]) => [file, undefined]));
  return { lines, errors };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  if (Array.isArray(job)) files = job.map((file) => path.join(root, file));
  else console.log(JSON.stringify(answer(job)));
}
