package io.azimuth.jwt.signin;

import io.azimuth.spi.web.WebAddress;
import java.util.Optional;

/**
 * The addresses at which a provider signs people in, from its discovery document.
 *
 * @param authorization where a browser is sent
 * @param token where codes are redeemed
 * @param device where a login with a code to type begins; empty: the provider has none
 * @param takesBasic whether a client sends its secret in a header, and not in the form
 */
record ProviderEndpoints(
    WebAddress authorization, WebAddress token, Optional<WebAddress> device, boolean takesBasic) {}
