import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { remoteAccess } from './remote';
import { startServer } from './server';

// The worker's own scope has a worker's two sides: messages come in and go out.
const worker = globalThis as unknown as Worker;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startServer(connection, (uri, shallow) => remoteAccess(connection, uri, shallow));
