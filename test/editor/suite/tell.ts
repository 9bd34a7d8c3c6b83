/**
 * A reporter that says what happens, a line a test. Its lines begin with two blanks: by those whoever listens knows
 * them from what the editor itself has to say. Mocha's own reporters write where a worker has nothing.
 */
export function tell(runner: Mocha.Runner): void {
  let passing = 0;
  let failing = 0;
  runner.on('pass', ({ title, duration }) => {
    passing++;
    console.log(`  ✔ ${title} (${duration}ms)`);
  });
  runner.on('fail', ({ title }, error) => {
    failing++;
    console.log(`  ${failing}) ${title}\n     ${error.stack ?? error.message}`);
  });
  runner.on('end', () => {
    console.log(`  ${passing} passing${failing > 0 ? `\n  ${failing} failing` : ''}`);
  });
}
