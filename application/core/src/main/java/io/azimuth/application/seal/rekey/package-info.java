/** Replaces the root key or the recovery key with the key shares of the present one. */
package io.azimuth.application.seal.rekey;
