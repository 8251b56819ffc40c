package io.azimuth.adapters.azure.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.DirectoryAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Tokens that no cache answers for: each comes of a credential object of its own, asked once. */
public record UncachedTokens(DirectoryClouds clouds, SignIn signIn) {

  private static final DirectoryAccess.Retries NEVER =
      new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO);

  /** When the new token ends. */
  public Mono<Instant> obtain(DirectoryAccess access, Purpose purpose) {
    DirectoryCloudConfig cloud = clouds.named(access.cloud());
    String scope = purpose == Purpose.GRAPH ? cloud.graphScope() : cloud.scope();
    return obtain(once(access), scope)
        .map(AccessToken::getExpiresAt)
        .map(expires -> expires.toInstant());
  }

  /** The application permissions that a new token for Microsoft Graph names. */
  public Mono<Set<String>> permissions(DirectoryAccess access) {
    return obtain(once(access), clouds.named(access.cloud()).graphScope())
        .map(token -> TokenPermissions.of(token.getToken()));
  }

  /** A new token of that scope, obtained with the retries of the access. */
  public Mono<AccessToken> obtain(DirectoryAccess access, String scope) {
    DirectoryCloudConfig cloud = clouds.named(access.cloud());
    return signIn
        .freshCredential(access, cloud, clouds.clientOf(cloud))
        .getToken(new TokenRequestContext().addScopes(scope));
  }

  private static DirectoryAccess once(DirectoryAccess access) {
    return new DirectoryAccess(
        access.mount(),
        access.version(),
        access.cloud(),
        access.tenant(),
        access.credential(),
        NEVER,
        access.logLevel());
  }
}
