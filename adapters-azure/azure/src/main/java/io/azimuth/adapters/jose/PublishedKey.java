package io.azimuth.adapters.jose;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * A usable key of a key set.
 *
 * @param issuer whom the set limits the key to, if it says so
 */
record PublishedKey(String kid, RSAPublicKey key, Optional<String> issuer) {}
