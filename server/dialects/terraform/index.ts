export { evaluateRun } from './run';
export { type Run, runs } from './runs';
export { openTerraform, type Platforms, type TerraformFile, type TerraformTree } from './tree';
