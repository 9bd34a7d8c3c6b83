import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Bundles the language server as the product does; `outfile` is absolute. */
export async function buildServer(outfile: string): Promise<void> {
  // The plugin is the build's own, so that the server under test carries the same data.
  const { rulesPlugin } = await import(pathToFileURL(join(SOVLINT_ROOT, 'esbuild.mjs')).href);
  await build({
    entryPoints: [join(SOVLINT_ROOT, 'server/lsp/main.node.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    define: { SOVLINT_VERSION: '"0.0.0-test"' },
    plugins: [rulesPlugin],
  });
}
