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
  private final AtomicLong wishes = new AtomicLong();
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
        .setClaims(ANEW + wishes.incrementAndGet());
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext wish) {
    return Mono.defer(() -> ask(wish));
  }

  private Mono<AccessToken> ask(TokenRequestContext wish) {
    String claims = wish.getClaims();
    if (claims == null || !claims.startsWith(ANEW)) {
      return current.getToken(wish);
    }
    current = maker.get();
    return current.getToken(
        new TokenRequestContext()
            .setScopes(wish.getScopes())
            .setTenantId(wish.getTenantId())
            .setCaeEnabled(wish.isCaeEnabled()));
  }
}
