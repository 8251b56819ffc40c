/** The routes of initialisation, unsealing, rekeys, root tokens, the encryption key, snapshots. */
package io.azimuth.application.system.seal;
