// Which metrics are shown: only these are kept of each reading, which has a thousand.

/** Counters whose growth is drawn: the title, the name, the label that tells the lines apart. */
export const COUNTERS = [
  { title: 'Logins', name: 'azimuth_logins_total', label: 'outcome', always: ['granted', 'refused'] },
  { title: 'Azure calls', name: 'azimuth_azure_calls_total', label: 'service', always: [] },
  { title: 'Requests', name: 'azimuth_http_requests_total', label: 'code', always: [] },
];

/** Numbers of now: the title and the name. */
export const GAUGES = [
  ['Tokens', 'vault_token_count'],
  ['Leases', 'vault_expire_num_leases'],
  ['Entities', 'vault_identity_num_entities'],
  ['Requests in flight', 'azimuth_http_requests_in_flight'],
  ['Requests waiting', 'azimuth_http_requests_waiting'],
  ['Open connections', 'azimuth_http_connections'],
];

const NAMES = new Set([...COUNTERS.map(({ name }) => name), ...GAUGES.map(([, name]) => name)]);

/** The samples of the metrics that are shown. */
export const ofShown = (samples) => samples.filter(({ name }) => NAMES.has(name));
