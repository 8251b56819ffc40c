package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;

/**
 * The header and claims of a token whose signature is not checked yet.
 *
 * @param context jose4j's view of the token, which the signature check uses
 */
record ParsedToken(JwtContext context, ClaimSet claims) {

  /** A member of the header as text; empty when it is missing or no text. */
  String header(String name) {
    return structure().getHeaders().getObjectHeaderValue(name) instanceof String text ? text : "";
  }

  private JsonWebStructure structure() {
    return context.getJoseObjects().get(0);
  }
}
