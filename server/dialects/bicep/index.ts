export { evaluateBicepRun } from './evaluation';
export type { BicepFile, BicepTree } from './instance';
export { type BicepRun, bicepRuns, isBicep } from './runs';
