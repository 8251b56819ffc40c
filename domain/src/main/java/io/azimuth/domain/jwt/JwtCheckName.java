package io.azimuth.domain.jwt;

import io.azimuth.domain.login.LoginCheckName;
import java.util.EnumSet;
import java.util.List;

/** The checks of a login, in their order. The codes are documented and never renamed. */
public enum JwtCheckName implements LoginCheckName {
  /** A trusted key signed the token, by an algorithm and for an issuer that the mount accepts. */
  TOKEN("token"),
  /** A token that is bound to a certificate comes over a connection that showed it. */
  BINDING("binding"),
  /** The caller's address is one that the role allows. */
  ADDRESS("address"),
  /** The token is bound to a key, where the role asks for that. */
  BOUND_TOKEN("require_bound_token"),
  /** It is valid at this moment. */
  VALIDITY("validity"),
  /** It is about the subject that the role binds. */
  BOUND_SUBJECT("bound_subject"),
  /** It is for an audience that the role binds. */
  BOUND_AUDIENCES("bound_audiences"),
  /** It has the claim that names the alias. */
  USER_CLAIM("user_claim"),
  /** The claims that become metadata can be read. */
  CLAIM_MAPPINGS("claim_mappings"),
  /** It has the claim with the groups. */
  GROUPS_CLAIM("groups_claim"),
  /** Its claims have the values that the role binds. */
  BOUND_CLAIMS("bound_claims"),
  /** The id token answers the question of this server. */
  NONCE("nonce"),
  /** The id token is for the client of this server. */
  CLIENT("client"),
  /** The person signed in not long ago. */
  SIGN_IN_TIME("sign_in_time"),
  /** A login with a browser or a typed code came to its end, and there is an id token. */
  SIGN_IN("sign_in");

  private final String code;

  JwtCheckName(String code) {
    this.code = code;
  }

  /** Those that are made for every token, and not only for logins with a browser. */
  public static List<JwtCheckName> ofEveryToken() {
    return List.copyOf(EnumSet.range(TOKEN, BOUND_CLAIMS));
  }

  @Override
  public String code() {
    return code;
  }
}
