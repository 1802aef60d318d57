// ts-morph: a folder that gets another path; nothing is saved. Arguments: tsconfig, old, new. Counts modules to be written.
import { Project } from "ts-morph";

const [tsconfig, oldPath, newPath] = process.argv.slice(2);
const project = new Project({ tsConfigFilePath: tsconfig });
project.getDirectoryOrThrow(oldPath).move(newPath);
console.log(project.getSourceFiles().filter((file) => !file.isSaved()).length);
