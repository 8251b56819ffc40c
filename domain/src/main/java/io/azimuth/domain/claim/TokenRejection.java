package io.azimuth.domain.claim;

/**
 * Why a token was rejected. Up to {@link #IDENTITY_MISMATCH} it is not known who signed it, so a
 * caller learns only that it was rejected.
 */
public enum TokenRejection {
  /** Not a JWS of three parts with a JSON header and JSON claims, or a nested token. */
  MALFORMED(false),
  /** Signed with another algorithm than the one allowed. */
  ALGORITHM(false),
  /** No key id in the header, or one that the issuer does not publish. */
  KEY_UNKNOWN(false),
  /** The issuer is none of the expected ones. */
  ISSUER_MISMATCH(false),
  /** The signature does not verify. */
  SIGNATURE(false),
  /** A claim that belongs to the issuer's identity (the tenant, the version) is not as expected. */
  IDENTITY_MISMATCH(false),
  /** The audience is none of the expected ones. */
  AUDIENCE_MISMATCH(true),
  /** The time of expiry is missing or has been reached. */
  EXPIRED(true),
  /** Its validity has not begun, or it was issued in the future. */
  NOT_YET_VALID(true),
  /** A required claim is missing or of the wrong type. */
  CLAIM_MISSING(true),
  /** It is bound to a key in another way than by a certificate. */
  BINDING_NOT_UNDERSTOOD(true),
  /** It is bound to another certificate than the one that the connection showed. */
  BINDING_NOT_PROVED(true);

  private final boolean issuerProved;

  TokenRejection(boolean issuerProved) {
    this.issuerProved = issuerProved;
  }

  /** Whether signature, issuer and identity had been verified when this was found. */
  public boolean issuerProved() {
    return issuerProved;
  }
}
