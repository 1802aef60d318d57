// Asks TypeScript what every reference of a checkout resolves to. Standard input: {root, paths, links, references}
// with `paths` the files that count, `links` package name -> folder as an install would link them, and
// `references` importer -> specifiers. Standard output: importer -> specifier -> [as configured, as a bundler, as a
// bundler once everything is built], each a path or null; of a built file it is the path of its source. Nothing is
// written: node_modules and the builds exist only in the host below.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const ts = createRequire(path.join(process.argv[2], "x.js"))("typescript");
const { root, paths, links, references } = JSON.parse(readFileSync(0, "utf8"));

const files = new Set(paths);
const folders = new Set([""]);
const addFolders = (file) => {
  for (let at = path.posix.dirname(file); at !== "." && !folders.has(at); at = path.posix.dirname(at)) folders.add(at);
};
paths.forEach(addFolders);
Object.keys(links).forEach((name) => addFolders(`node_modules/${name}/x`));

// A path below the root's node_modules is what its link leads to.
const real = (absolute) => {
  const inside = path.posix.relative(root, absolute);
  const parts = inside.split("/");
  if (parts[0] !== "node_modules") return inside;
  const count = (parts[1] ?? "").startsWith("@") ? 3 : 2;
  const folder = links[parts.slice(1, count).join("/")];
  return folder === undefined ? inside : path.posix.join(folder, ...parts.slice(count));
};
const built = new Map();
let afterBuild = false;
const host = {
  fileExists: (file) => files.has(real(file)) || (afterBuild && built.has(real(file))),
  directoryExists: (folder) => folders.has(real(folder)),
  readFile: (file) => (files.has(real(file)) ? readFileSync(path.join(root, real(file)), "utf8") : undefined),
  realpath: (file) => path.posix.join(root, real(file)),
  getCurrentDirectory: () => root,
  getDirectories: () => [],
  useCaseSensitiveFileNames: true,
  readDirectory: (folder, extensions, exclude, include, depth) =>
    ts.matchFiles(folder, extensions, exclude, include, true, root, depth, entries, host.realpath),
};
const children = new Map();
for (const file of paths) {
  const folder = path.posix.dirname(file);
  if (!children.has(folder)) children.set(folder, { files: [], directories: [] });
  children.get(folder).files.push(path.posix.basename(file));
}
for (const folder of folders) {
  if (!folder || folder.startsWith("node_modules")) continue;
  const parent = path.posix.dirname(folder);
  if (!children.has(parent)) children.set(parent, { files: [], directories: [] });
  children.get(parent).directories.push(path.posix.basename(folder));
}
const entries = (folder) => children.get(path.posix.relative(root, folder) || ".") ?? { files: [], directories: [] };

const parsed = new Map();
const parse = (file) => {
  if (!parsed.has(file)) {
    const { config } = ts.readConfigFile(file, host.readFile);
    parsed.set(file, ts.parseJsonConfigFileContent(config ?? {}, host, path.posix.dirname(file), undefined, file));
  }
  return parsed.get(file);
};
const nearest = (folder) => {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    for (const name of ["tsconfig.json", "jsconfig.json"])
      if (host.fileExists(path.posix.join(at, name))) return path.posix.join(at, name);
    if (at === root) return undefined;
  }
};
const governing = (file) => {
  const first = nearest(path.posix.dirname(file));
  if (!first) return undefined;
  const waiting = [first];
  const seen = new Set();
  while (waiting.length) {
    const config = waiting.shift();
    if (seen.has(config) || !host.fileExists(config)) continue;
    seen.add(config);
    const { fileNames, projectReferences } = parse(config);
    if (!projectReferences?.length && config === first) return first;
    if (fileNames.includes(file)) return config;
    waiting.push(...(projectReferences ?? []).map((reference) => ts.resolveProjectReferencePath(reference)));
  }
  return first;
};

// What `tsc` would write in each package that says where to.
for (const folder of Object.values(links)) {
  for (const name of ["tsconfig.json", "tsconfig.build.json", "tsconfig.lib.json"]) {
    const config = path.posix.join(root, folder, name);
    if (!host.fileExists(config) || !parse(config).options.outDir) continue;
    const { fileNames, options } = parse(config);
    const project = { ...parse(config), options: { ...options, declaration: true, noEmit: false } };
    for (const source of fileNames.filter((file) => !file.endsWith(".d.ts")))
      for (const output of ts.getOutputFileNames(project, source, false)) {
        const inside = path.posix.relative(root, output);
        if (files.has(inside) || built.has(inside)) continue;
        built.set(inside, path.posix.relative(root, source));
        addFolders(inside);
      }
  }
}

const answers = {};
for (const [importer, specifiers] of Object.entries(references)) {
  const file = path.posix.join(root, importer);
  const config = governing(file);
  const configured = config ? parse(config).options : {};
  const bundler = { ...configured, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  answers[importer] = {};
  for (const specifier of specifiers)
    answers[importer][specifier] = [configured, bundler, bundler].map((options, index) => {
      afterBuild = index === 2;
      const mode = ts.getImpliedNodeFormatForFile(file, undefined, host, options);
      const found = ts.resolveModuleName(specifier, file, options, host, undefined, undefined, mode).resolvedModule;
      const inside = found ? real(found.resolvedFileName) : null;
      return built.get(inside) ?? inside;
    });
}
process.stdout.write(JSON.stringify(answers));
