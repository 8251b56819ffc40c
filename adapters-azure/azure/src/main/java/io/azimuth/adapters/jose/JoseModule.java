package io.azimuth.adapters.jose;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.verify.TokenVerifier;
import java.security.SecureRandom;

/**
 * Binds {@link TokenVerifier} and {@link TokenSigner}. Needs a {@link java.time.Clock} and a {@link
 * io.azimuth.spi.verify.DocumentFetcher}.
 *
 * <p>Also binds {@link BackgroundFetches}: the code that makes the injector calls its {@code start}
 * when all is wired and its {@code close} at the end.
 */
public final class JoseModule extends AbstractModule {

  private final SecureRandom random;

  /** Generates signing keys with this random source. */
  public JoseModule(SecureRandom random) {
    this.random = random;
  }

  @Override
  protected void configure() {
    bind(KeySets.class).in(Singleton.class);
    bind(JoseTokenVerifier.class).in(Singleton.class);
    bind(TokenVerifier.class).to(JoseTokenVerifier.class);
    bind(TokenSigner.class).toInstance(new JoseTokenSigner(random));
  }

  @Provides
  @Singleton
  BackgroundFetches backgroundFetches() {
    return new BackgroundFetches();
  }
}
