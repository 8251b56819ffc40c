// Whether anything is recorded.
import { read } from '../api.js';
import { unknown, warning } from './finding.js';

/** Says whether there is an audit device. */
export async function auditFindings() {
  try {
    const devices = await read('sys/audit');
    return Object.keys(devices).length > 0
      ? []
      : [
          warning('Audit', 'There is no audit device, so nothing is recorded.', {
            code: 'no_audit_device',
            todo: 'Enable one.',
            command: 'azimuth audit enable file file_path=audit.log',
          }),
        ];
  } catch (error) {
    return [unknown('Audit', error)];
  }
}
