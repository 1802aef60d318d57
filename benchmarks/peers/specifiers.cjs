// jscodeshift: gives every module specifier that is `--old`, or below it, the name `--new`.
const names = (options) => (text) =>
  text === options.old || text.startsWith(`${options.old}/`) ? options.new + text.slice(options.old.length) : null;

module.exports = (file, api, options) => {
  const j = api.jscodeshift;
  const root = j(file.source);
  const renamed = names(options);
  let changed = 0;
  const rename = (literal) => {
    const value = literal && typeof literal.value === "string" ? renamed(literal.value) : null;
    if (value !== null) {
      literal.value = value;
      if (literal.extra) literal.extra = { rawValue: value, raw: literal.extra.raw[0] + value + literal.extra.raw[0] };
      changed += 1;
    }
  };
  root.find(j.ImportDeclaration).forEach((path) => rename(path.node.source));
  root.find(j.ExportNamedDeclaration).forEach((path) => rename(path.node.source));
  root.find(j.ExportAllDeclaration).forEach((path) => rename(path.node.source));
  root.find(j.ImportExpression).forEach((path) => rename(path.node.source));
  root.find(j.CallExpression).forEach((path) => {
    const callee = path.node.callee;
    const named = callee.type === "Import" || callee.name === "require" || (callee.object && callee.property.name === "mock");
    if (named) rename(path.node.arguments[0]);
  });
  if (changed) api.stats("specifiers", changed);
  return changed ? root.toSource() : undefined;
};
module.exports.parser = "tsx";
