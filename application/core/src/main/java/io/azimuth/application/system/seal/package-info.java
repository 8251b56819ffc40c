/** The routes of initialisation, unsealing, rekeys, root tokens and the encryption key. */
package io.azimuth.application.system.seal;
