/** Import and export, apart from the rest of the store: what only gathers samples need not load a parser of YAML. */
export { type ExportOptions, type ExportPart, exportParts, exportYaml } from './export-yaml.js';
export { type ImportOptions, type ImportResult, importYaml } from './import-yaml.js';
export { maxYamlBytes, type Remark } from './parse-yaml.js';
