/**
 * Tokens and key sets of any OpenID Connect issuer, with jose4j. Independent of any cloud.
 *
 * <p>{@link io.azimuth.adapters.jose.JoseModule} binds the ports.
 */
package io.azimuth.adapters.jose;
