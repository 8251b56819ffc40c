package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.secret.SecretBytes;
import java.util.Map;

/**
 * A token whose signature is not checked yet.
 *
 * @param header the members of its header
 * @param claims the members of its payload
 * @param signedPart what the signature covers
 */
record ParsedToken(
    Map<String, Object> header, ClaimSet claims, SecretBytes signedPart, SecretBytes signature) {

  /** A member of the header as text; empty when it is missing or no text. */
  String header(String name) {
    return header.get(name) instanceof String text ? text : "";
  }
}
