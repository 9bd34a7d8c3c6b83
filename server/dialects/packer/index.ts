export { evaluatePacker } from './evaluate';
export { isPacker } from './files';
export { type PackerTree, packerRuns } from './runs';
