package io.azimuth.adapters.azure.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A credential that can begin anew: each credential object of the SDK keeps the tokens that it was
 * given, and one that was refused before its time must not come from there again.
 */
public final class RenewableCredential implements TokenCredential {

  private static final String ANEW = "anew-"; // takes the place of claims, and is never sent

  private final Supplier<TokenCredential> maker;
  private final AtomicLong requests = new AtomicLong();
  private volatile TokenCredential current;

  /** Makes the first one at once; what the maker throws comes through. */
  public RenewableCredential(Supplier<TokenCredential> maker) {
    this.maker = maker;
    this.current = maker.get();
  }

  /** A wish for a token that no cache answers, unlike any before. */
  TokenRequestContext freshRequest(String scope) {
    return new TokenRequestContext()
        .addScopes(scope)
        .setCaeEnabled(true)
        .setClaims(ANEW + requests.incrementAndGet());
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(() -> ask(request));
  }

  private Mono<AccessToken> ask(TokenRequestContext request) {
    String claims = request.getClaims();
    if (claims == null || !claims.startsWith(ANEW)) {
      return current.getToken(request);
    }
    current = maker.get();
    return current.getToken(
        new TokenRequestContext()
            .setScopes(request.getScopes())
            .setTenantId(request.getTenantId())
            .setCaeEnabled(request.isCaeEnabled()));
  }
}
