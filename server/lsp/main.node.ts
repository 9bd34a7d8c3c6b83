import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './node';

// The arguments name the transport: --node-ipc, --stdio, --socket, --pipe.
serve(createConnection(ProposedFeatures.all));
