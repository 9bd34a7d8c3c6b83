// Which catalog rows a rule can be found in.

/** What a row must say for a facet to come of it; `asked`: the values of a property that the rule's condition asks for. */
const facets = {
  place: (row) => row.place.length > 0 || row.schedule.length > 0,
  copy: (row, asked) => row.copies.some(({ edge = false }) => edge === asked('how').includes('edge')),
  key: (row) => row.key !== undefined,
  holder: (row) => isKey(row) || row.key !== undefined,
  tags: (row) => row.tags !== undefined && owesTag(row),
  image: (row) =>
    row.images.length + row.packages.length > 0 ||
    row.installs !== undefined ||
    row.programs.some(({ image }) => image !== undefined),
  service: (row, asked) =>
    row.services.some(({ purpose }) => purpose === undefined || asked('purpose').includes(purpose)) ||
    row.programs.length + row.documents.length > 0 ||
    row.installs !== undefined,
  state: (row) => row.state !== undefined,
  inference: (row) => row.models.length + row.programs.length + row.documents.length > 0,
  platform: (row, asked) =>
    asked('confidential').length > 0
      ? row.confidential !== undefined
      : row.provider !== undefined && owesTag(row),
  claim: (row) => row.tags !== undefined && row.place.length > 0,
  guard: (row, asked) =>
    asked('state').includes('absent') ? row.guardedBy !== undefined : row.guards.length > 0,
  principal: (row, asked) => row.principals.some(({ to = 'key' }) => asked('to').includes(to)),
};

/** Rules that ask more of a row than that there is such a facet. */
const narrower = {
  'where/offshore-copy': (row) => row.copies.some(({ edge }) => !edge),
  'where/unpinned-region': (row) =>
    row.place.some(({ at }) => at.startsWith('provider.')) ||
    (row.type.startsWith('backend.') && row.place.length > 0),
  'read/provider-managed-key': (row) =>
    row.key !== undefined &&
    row.is.includes('stores-data') &&
    (row.key.absent !== 'unknown' || row.key.managed?.length > 0),
};

/** Stores of keys and names of keys are not judged themselves. */
function isKey({ holder }) {
  return holder !== undefined && !holder.store && !holder.of;
}

function owesTag(row) {
  return row.is.some((role) => role === 'computes' || role === 'stores-data' || role === 'holds-keys');
}

/** Rows in which a rule can be found. A type that Cloud Control brings beside aws_* is not counted again. */
export function reachOf(rule, rows) {
  const kinds = [rule.select.facet ?? []].flat();
  const asked = (name) => askedOf(rule.when, name);
  const can = narrower[rule.id] ?? ((row) => kinds.some((kind) => facets[kind](row, asked)));
  return rows.filter((row) => !row.type.startsWith('awscc_') && can(row));
}

/** The values of a property that a rule's condition asks for. */
function askedOf({ all = [] }, name) {
  const value = all.find((one) => one[name] !== undefined)?.[name];
  return [value?.in ?? value ?? []].flat();
}

const dialects = {
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  arm: 'ARM',
  kubernetes: 'Kubernetes',
  helm: 'Helm',
  configuration: 'Configuration files',
  packer: 'Packer',
  sops: 'SOPS',
};

/** Rows counted by language and platform, the most first: `[language, platform, count]`. */
export function countsOf(rows, platforms) {
  const counts = new Map();
  for (const { dialect, provider } of rows) {
    const key = `${dialects[dialect] ?? dialect}|${platforms[provider]?.name ?? '–'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => [...key.split('|'), count])
    .sort((a, b) => b[2] - a[2] || (a.join() < b.join() ? -1 : 1));
}
