// What the token may do with paths.
import { call } from '../api.js';
import { useLoad } from '../parts/load.js';

/**
 * Asks in one call what the token may do. Until the answer is there, and where it cannot be had,
 * nothing is known, and then an action is offered: the server decides.
 *
 * @param {...string} paths
 * @returns {(path: string, ...capabilities: string[]) => boolean} whether one of them is granted
 */
export function useMay(...paths) {
  const asked = useLoad(
    async () => (await call('POST', 'sys/capabilities-self', { body: { paths } })).data,
    paths,
  );
  return (path, ...capabilities) => {
    const granted = asked.value && asked.value[path];
    return (
      !granted || granted.includes('root') || capabilities.some((it) => granted.includes(it))
    );
  };
}
