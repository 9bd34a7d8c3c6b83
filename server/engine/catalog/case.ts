/** `kms_key_id` -> `KmsKeyId`, name by name along a path. */
export function pascalPath(path: string): string {
  return eachName(path, pascal);
}

/** `kms_key_id` -> `kmsKeyId`, name by name along a path. */
export function camelPath(path: string): string {
  return eachName(path, (name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
}

/** `KmsKeyId` -> `kms_key_id`, `DBInstance` -> `db_instance`, `SSEAlgorithm` -> `sse_algorithm`. */
export function snakePath(path: string): string {
  return eachName(path, snake);
}

/** A name in brackets is a key that the language does not choose: it is the same in all of them. */
function eachName(path: string, rename: (name: string) => string): string {
  return path
    .split('.')
    .map((name) => (name.startsWith('[') ? name : rename(name)))
    .join('.');
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** CloudWatch is one word to the `awscc` provider. */
export function snake(name: string): string {
  return name
    .replaceAll('CloudWatch', 'Cloudwatch')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
