/**
 * Tokens and key sets of any OpenID Connect issuer, with jose4j. Knows no cloud.
 *
 * <p>{@link io.azimuth.adapters.jose.JoseModule} binds the port.
 */
package io.azimuth.adapters.jose;
