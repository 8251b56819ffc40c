// What the metrics of the server tell: disks, clocks, certificates, audit devices, root tokens.
import { readText } from '../api.js';
import { size } from '../parts/size.js';
import { to } from '../parts/place.js';
import { parse, sums } from '../prometheus.js';
import { endOf } from './ends.js';
import { bad, fine, unknown, warning } from './finding.js';

const MIB = 1024 * 1024;

/** Room on a disk from which a warning is due, and from which the end is near. */
const SHORT = 512 * MIB;
const VERY_SHORT = 64 * MIB;

/** Seconds by which a clock may be wrong without a warning, and without refused logins. */
const SKEW = 30;
const LEEWAY = 60;

/**
 * Reads them and says what they tell.
 *
 * @param {Promise<boolean>} recovery whether the server has recovery keys instead of key shares
 */
export async function metricFindings(recovery) {
  let samples;
  try {
    samples = parse(await readText('sys/metrics', { format: 'prometheus' }));
  } catch (error) {
    return [unknown('Disk, clock, certificates and audit devices', error)];
  }
  return [
    ...[disks, damage, clocks, certificates, devices].flatMap((it) => it(samples)),
    ...roots(samples, await recovery),
  ];
}

const by = (samples, name, label) =>
  Object.entries(sums(samples, name, (labels) => labels[label] || ''));

function room(subject, bytes) {
  const sentence = `${size(bytes)} are free.`;
  const todo = 'Make the volume larger, or remove other files from it.';
  if (bytes < VERY_SHORT) {
    return bad(subject, `Only ${sentence}`, { todo });
  }
  return bytes < SHORT ? warning(subject, `Only ${sentence}`, { todo }) : fine(subject, sentence);
}

function disks(samples) {
  return [
    ...by(samples, 'azimuth_store_free_bytes', '').map(([, bytes]) =>
      room('Disk of the store', bytes),
    ),
    ...by(samples, 'azimuth_audit_room_bytes', 'device').map(([device, bytes]) =>
      room(`Disk of the audit device ${device}`, bytes),
    ),
  ];
}

function damage(samples) {
  return by(samples, 'azimuth_store_unreadable_entries', '')
    .filter(([, count]) => count > 0)
    .map(([, count]) =>
      bad('Store', `${count} entries of the store are damaged.`, {
        todo: 'Save a snapshot, look at the disk, and restore the damaged entries.',
      }),
    );
}

const SOURCES = { azure: 'Azure', database: 'the database' };

function clocks(samples) {
  return by(samples, 'azimuth_clock_offset_seconds', 'source').map(([source, seconds]) => {
    const off = Math.round(Math.abs(seconds));
    const other = SOURCES[source] || source;
    if (off <= SKEW) {
      return fine('Clock', `It agrees with that of ${other}.`);
    }
    const sentence = `It is ${off} s ${seconds > 0 ? 'ahead of' : 'behind'} that of ${other}.`;
    const todo = 'Set the clock of this machine by a time server.';
    return off > LEEWAY
      ? bad('Clock', `${sentence} Logins are refused for it.`, { todo })
      : warning('Clock', sentence, { todo });
  });
}

function certificates(samples) {
  return by(samples, 'azimuth_tls_certificate_expiry_timestamp_seconds', 'listener').map(
    ([listener, end]) =>
      endOf(`Certificate of ${listener}`, end, {
        todo: 'Replace the files: the server reads them within seconds, without a restart.',
      }),
  );
}

function devices(samples) {
  return by(samples, 'azimuth_audit_device_working', 'device').map(([device, working]) =>
    working
      ? fine(`Audit device ${device}`, 'It took the latest record.')
      : bad(`Audit device ${device}`, 'It did not take the latest record.', {
          todo: 'The log of the server has the reason, once a minute.',
        }),
  );
}

function roots(samples, recovery) {
  const alive = sums(samples, 'vault_token_count_by_policy', (labels) => labels.policy).root;
  if (alive === undefined) {
    return [];
  }
  return alive === 0
    ? [fine('Root tokens', 'None is alive.')]
    : [
        warning(
          'Root tokens',
          alive === 1 ? 'One root token is alive.' : `${alive} root tokens are alive.`,
          {
            code: 'root_token',
            todo: `Revoke it when the set-up is done. ${
              recovery ? 'Recovery keys' : 'Key shares'
            } can generate another one.`,
            place: to('tokens'),
          },
        ),
      ];
}
