package io.azimuth.application.route;

import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.route.Caller;
import java.util.List;
import java.util.Optional;

/**
 * The caller: a token that was checked in this unit of work, and what its policies grant.
 *
 * @param clientToken the token as it was sent, for a {@link CoreBackend} only, because a plugin
 *     must not read it
 * @param credential its record and the records that it depends on
 * @param identityPolicies the policies that its entity adds
 * @param acl what all these policies grant
 */
public record AuthenticatedCaller(
    Optional<SecretText> clientToken,
    Credential credential,
    List<String> identityPolicies,
    Acl acl) {

  public AuthenticatedCaller {
    identityPolicies = List.copyOf(identityPolicies);
  }

  /** The caller as a plugin may see it: no token and no record. */
  public Caller forPlugins() {
    Token token = token();
    return new Caller(
        hash().hex(),
        token.origin().displayName(),
        credential.entityId(),
        token.rights().policies());
  }

  public Token token() {
    return credential.token();
  }

  /** The hash under which the token is stored. */
  public TokenHash hash() {
    return credential.hash();
  }
}
