package io.azimuth.azure.config;

import java.time.Instant;

/**
 * A password or certificate of the server's application that a rotation added. Only such a one may
 * be removed without asking an operator.
 *
 * @param keyId its id in Graph
 * @param expires when it expires
 */
public record OwnPassword(String keyId, Instant expires) {}
