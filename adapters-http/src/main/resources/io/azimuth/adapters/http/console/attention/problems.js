// The problems that sys/health and sys/seal-status name by a code, in words.
const WORDS = {
  store_unavailable: [
    'The database does not answer.',
    'Look at the database and at the network to it. The server continues by itself.',
  ],
  store_failed: [
    'The store has failed, and the server carries out no requests.',
    'Restart this server: it opens the store again. Nothing that was answered is lost.',
  ],
  store_full: [
    'The disk of the store is full, so nothing can be written.',
    'Make the volume larger, or remove other files from it. The server continues by itself.',
  ],
  store_busy: [
    'A write to the store has taken more than 10 seconds.',
    'Look at the disk or the database of the store.',
  ],
  audit_failed: [
    'No audit device takes records, so requests are refused.',
    'The log of the server names each device and its error: make room on that disk, or repair the' +
      ' receiver. The server tries the devices every 5 seconds.',
  ],
  root_key_behind: [
    'Another server replaced the root key, and the seal has not given it to this server yet.',
    'Look at the key of the seal: the server needs it to read the new root key.',
  ],
  stopping: ['This server is shutting down.', 'Use another server.'],
  seal_unavailable: [
    'The service that holds the key of the seal does not answer.',
    'Look at the network to it. The server tries again every 30 seconds and opens by itself.',
  ],
  seal_refused: [
    'The service that holds the key of the seal refuses this server.',
    'Give the server its right or its key back. The log of the server names what is missing.',
  ],
  store_unexpected: [
    'The store is not the one that expected_store names.',
    'Compare the fingerprint of the store with expected_store in the configuration file.',
  ],
};

/** The problems that mean something else while reads are answered. */
const READS_ONLY = {
  store_unavailable: [
    'The database confirms no writes.',
    'Look at its synchronous standby. The server continues by itself.',
  ],
};

/**
 * A problem in words.
 *
 * @param {string} code
 * @param {boolean} readsOnly whether reads are answered all the same
 * @returns {{sentence: string, todo: string}}
 */
export function problemInWords(code, readsOnly = false) {
  const [sentence, todo] = (readsOnly && READS_ONLY[code]) || WORDS[code] || [
    `The server reports the problem ${code}.`,
    'The log of the server has the details.',
  ];
  return { sentence, todo };
}
