/** OpenPGP encryption, for key shares that only their holders can read. */
package io.azimuth.adapters.storage.pgp;
