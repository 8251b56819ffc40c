package io.azimuth.adapters.azure.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A credential that is made anew after each failure. The SDK's fetches an assertion when it is
 * first used, and if there is none at that moment it fails for ever.
 */
final class RecreatedCredential implements TokenCredential {

  private final Supplier<TokenCredential> maker;
  private final AtomicReference<TokenCredential> current;

  RecreatedCredential(Supplier<TokenCredential> maker) {
    this.maker = maker;
    this.current = new AtomicReference<>(maker.get());
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(
        () -> {
          TokenCredential used = Objects.requireNonNull(current.get());
          return used.getToken(request)
              .doOnError(thrown -> current.compareAndSet(used, maker.get()));
        });
  }
}
