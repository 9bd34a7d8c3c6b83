export { loadCatalog } from './load';
