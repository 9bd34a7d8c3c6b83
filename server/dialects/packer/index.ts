export { evaluatePacker } from './evaluate';
export { isPacker, LEGACY_WORD, mayBeLegacy } from './files';
export { parsePacker } from './parse';
export { type PackerTree, packerRuns } from './runs';
