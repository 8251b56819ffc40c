package io.azimuth.adapters.azure.simulator.attestation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a minted attestation; everything else about it is right. */
public enum AttestationDefect {
  /** Nothing: an attestation as the service would give it. */
  NONE,
  /** {@code iss} is another instance; {@code jku} and the key are this one's. */
  WRONG_ISSUER,
  /** {@code jku} is another instance's, the key is not published here, and {@code iss} is right. */
  FOREIGN_KEY_SET,
  /** {@code exp} was an hour ago. */
  EXPIRED,
  /** {@code nbf} is in an hour. */
  NOT_YET_VALID,
  /** {@code alg} is {@code none} and the signature empty. */
  UNSIGNED,
  /** {@code alg} is {@code HS256}, keyed with the public key in its X.509 encoding. */
  HMAC_WITH_PUBLIC_KEY,
  /** Signed with the right key, but as {@code RS512}. */
  RS512,
  /** The key id is a published one, the key is not. */
  FOREIGN_KEY,
  /** The key is the right one, its id is not in the key set. */
  UNKNOWN_KEY_ID,
  /** Signed with a key of the sign-in service, under its id. */
  SIGN_IN_KEY,
  /** The id of the machine was changed after signing. */
  PAYLOAD_SWAPPED;

  /** The name in steering requests, such as {@code wrong_issuer}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
