package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The requester of an operation that key shares decide on.
 *
 * @param address where the request comes from
 * @param isOperator whether the request has a token with {@code sudo} on its path
 * @param share a key share that the request brings as a proof, not checked yet
 */
public record Requester(InetAddress address, boolean isOperator, Optional<SecretBytes> share) {}
