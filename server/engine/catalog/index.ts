export { loadCatalog, typeKey } from './load';
