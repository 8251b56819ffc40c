package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.secret.SecretBytes;

/**
 * A new root key that the server's own seal has wrapped already.
 *
 * @param key itself
 * @param wrapped the form that the store keeps
 */
record NewRootKey(SecretBytes key, SealWrappedKey wrapped) {}
