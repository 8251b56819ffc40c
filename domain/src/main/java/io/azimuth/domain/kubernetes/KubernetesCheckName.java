package io.azimuth.domain.kubernetes;

import io.azimuth.domain.login.LoginCheckName;

/** The checks of a login, in their order. The codes are documented and never renamed. */
public enum KubernetesCheckName implements LoginCheckName {
  /** It is a token of a service account, of the issuer and the keys that the mount trusts. */
  TOKEN("token"),
  /** Its times admit this moment. */
  VALIDITY("validity"),
  /** The API server of the cluster accepts it, for the same service account. */
  TOKEN_REVIEW("token_review"),
  /** A token that is bound to a certificate comes over a connection that showed it. */
  BINDING("binding"),
  /** The caller's address is one that the role allows. */
  ADDRESS("address"),
  /** The token is bound to a key, where the role asks for that. */
  BOUND_TOKEN("require_bound_token"),
  /** The name of the service account is one that the role binds. */
  NAMES("bound_service_account_names"),
  /** Its namespace is one that the role binds. */
  NAMESPACES("bound_service_account_namespaces"),
  /** The token is for the audience of the role. */
  AUDIENCE("audience"),
  /** The annotations of the service account can become metadata of the alias. */
  ALIAS_METADATA("alias_metadata");

  private final String code;

  KubernetesCheckName(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
