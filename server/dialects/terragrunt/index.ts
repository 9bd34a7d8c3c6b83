export { commentsOf } from './comments';
export type { TerragruntTree } from './config';
export { evaluateUnit } from './evaluate';
export { isConfiguration, isDownloaded, isTerragrunt } from './files';
export { evaluateStack } from './stack';
export { type Survey, surveyUnits } from './units';
