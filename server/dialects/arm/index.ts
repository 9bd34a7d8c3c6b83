export { evaluateArmRun } from './evaluation';
export { isArmParameters, isBuilt, mayBeArm, recogniseArm } from './recognise';
export { armRuns } from './runs';
