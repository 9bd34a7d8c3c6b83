export { askedIn, configurationIndex } from './configurations';
export { evaluateManifests, recogniseKubernetes } from './evaluate';
export { type ManifestFile, type NamespaceEntry, type NamespaceIndex, namespaceIndex } from './namespaces';
export { type OverlayIndex, overlayIndex } from './overlays';
