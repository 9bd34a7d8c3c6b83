export { evaluateConfiguration } from './evaluate';
export { isOfKind, type Kind, mayBeConfiguration, recogniseConfiguration } from './recognise';
