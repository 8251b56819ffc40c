/** OpenPGP, for key shares that only their holders read. */
package io.azimuth.adapters.storage.pgp;
