package io.azimuth.adapters.jose;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * A usable key of a key set.
 *
 * @param issuer the only issuer for which the key may be used, if the set names one
 */
record PublishedKey(String kid, RSAPublicKey key, Optional<String> issuer) {}
