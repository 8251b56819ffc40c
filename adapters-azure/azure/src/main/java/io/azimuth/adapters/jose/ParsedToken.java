package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;

/**
 * What a token says about itself, nothing proved.
 *
 * @param context jose4j's view of it, which the signature check goes on with
 */
record ParsedToken(JwtContext context, ClaimSet claims) {

  /** A member of the header as text; empty when it is missing or none. */
  String header(String name) {
    return structure().getHeaders().getObjectHeaderValue(name) instanceof String text ? text : "";
  }

  private JsonWebStructure structure() {
    return context.getJoseObjects().get(0);
  }
}
