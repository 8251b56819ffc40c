package io.azimuth.application.seal;

import io.azimuth.application.seal.share.IssuedShares;
import io.azimuth.domain.secret.SecretText;

/**
 * The result of an initialisation, shown once.
 *
 * @param keys that unseal; none with a seal that unseals by itself
 * @param recoveryKeys of such a seal, if they were asked for
 * @param rootToken in clear, or encrypted and in base64
 */
public record InitializationResult(
    IssuedShares keys, IssuedShares recoveryKeys, SecretText rootToken) {}
