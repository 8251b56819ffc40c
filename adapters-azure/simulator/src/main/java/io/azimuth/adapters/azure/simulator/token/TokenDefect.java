package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a minted token; everything else about it is right. */
public enum TokenDefect {
  /** Nothing: a token as the sign-in service would give it. */
  NONE,
  /** {@code aud} is another API. */
  WRONG_AUDIENCE,
  /** {@code iss} is the other tenant's, which shares the keys; {@code tid} is right. */
  WRONG_ISSUER,
  /** {@code tid} is the other tenant's; {@code iss} is right. */
  WRONG_TENANT,
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
  /** The key is the right one, its id is not in any key set. */
  UNKNOWN_KEY_ID,
  /** Signed with the published key that is for the tenant of personal accounts alone. */
  OTHER_ISSUERS_KEY,
  /** Signed with a key of the other tenant, under its id, where each has its own. */
  OTHER_TENANTS_KEY,
  /** {@code oid} and {@code sub} were changed after signing. */
  PAYLOAD_SWAPPED;

  /** The name in steering requests, such as {@code wrong_audience}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
