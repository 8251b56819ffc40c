package io.azimuth.azure.port;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;

/**
 * A password or certificate that was just added. Azure shows the text of a password only once, and
 * never learns the private key of a certificate.
 *
 * @param keyId the id by which it is removed
 * @param value the password itself, or the certificate and its private key in PEM
 * @param expires when it expires, as Azure returned it
 */
public record AddedPassword(String keyId, SecretText value, Instant expires) {}
