import 'mocha/mocha.js';
import { tell } from './tell';

/** What the web extension host calls: the same suite, in a worker, told through the console. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: tell as unknown as Mocha.ReporterConstructor, timeout: 30_000 });
  await import('./suite');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
