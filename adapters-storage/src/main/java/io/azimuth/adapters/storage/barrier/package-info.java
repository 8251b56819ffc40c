/**
 * Encrypts every stored value: the keyring, the form of encrypted values, the count of encryptions.
 *
 * <p>Only three records are not encrypted with the keyring: {@code core/seal} is plaintext, {@code
 * core/keyring} is encrypted under the root key, and {@code core/encryptions} is plaintext that is
 * authenticated.
 */
package io.azimuth.adapters.storage.barrier;
