package io.azimuth.jwt.config;

import io.azimuth.spi.verify.SignatureExpectation;
import java.util.Optional;

/**
 * What a mount's configuration means for a login.
 *
 * @param expectation who must have signed a token
 * @param defaultRole the role of a login that names none; empty: none
 * @param client for logins with a browser; empty: there are none
 */
public record JwtSettings(
    SignatureExpectation expectation, String defaultRole, Optional<OidcClient> client) {}
