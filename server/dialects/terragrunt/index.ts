export { commentsOf } from './comments';
export type { TerragruntTree } from './config';
export { evaluateUnit } from './evaluate';
export { isDownloaded, isTerragrunt } from './files';
export { type Survey, surveyUnits } from './units';
