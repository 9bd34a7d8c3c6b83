export { parseTerraform } from './parse';
export { evaluateRun, type Wrapping } from './run';
export { type Run, runs } from './runs';
export {
  type FolderMemory,
  forgetFolders,
  isTerraform,
  newFolderMemory,
  openTerraform,
  type Platforms,
  type TerraformFile,
  type TerraformTree,
} from './tree';
