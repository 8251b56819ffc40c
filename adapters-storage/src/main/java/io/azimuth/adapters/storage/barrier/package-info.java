/**
 * The encryption of every stored value: the keyring, its envelope, the count of encryptions.
 *
 * <p>Of the store's records, only {@code core/seal} is in clear; {@code core/keyring} is encrypted
 * under the root key, {@code core/encryptions} is authenticated.
 */
package io.azimuth.adapters.storage.barrier;
