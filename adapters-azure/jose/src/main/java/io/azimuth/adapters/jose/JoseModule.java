package io.azimuth.adapters.jose;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.azimuth.adapters.web.WebModule;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.verify.TokenVerifier;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.SecureRandom;

/**
 * Binds {@link TokenVerifier}, {@link SignatureVerifier}, {@link TokenSigner} and what {@link
 * WebModule} binds. Needs a {@link java.time.Clock} and a {@link
 * io.azimuth.spi.verify.DocumentFetcher}.
 *
 * <p>Also binds {@link BackgroundFetches}: the code that makes the injector calls its {@code start}
 * when all is wired and its {@code close} at the end.
 */
public final class JoseModule extends AbstractModule {

  private final SecureRandom random;
  private final WebModule web;

  /** Generates signing keys with this random source, and calls other systems without a proxy. */
  public JoseModule(SecureRandom random) {
    this(random, HttpClient.Builder.NO_PROXY, "azimuth");
  }

  /**
   * Generates signing keys with this random source.
   *
   * @param proxy towards other systems
   * @param userAgent the value of the header {@code User-Agent}
   */
  public JoseModule(SecureRandom random, ProxySelector proxy, String userAgent) {
    this.random = random;
    this.web = new WebModule(proxy, userAgent);
  }

  @Override
  protected void configure() {
    install(web);
    bind(KeySets.class).in(Singleton.class);
    bind(JoseTokenVerifier.class).in(Singleton.class);
    bind(TokenVerifier.class).to(JoseTokenVerifier.class);
    bind(WebKeySets.class).in(Singleton.class);
    bind(JoseSignatureVerifier.class).in(Singleton.class);
    bind(SignatureVerifier.class).to(JoseSignatureVerifier.class);
    bind(TokenSigner.class).toInstance(new JoseTokenSigner(random));
  }

  @Provides
  @Singleton
  BackgroundFetches backgroundFetches() {
    return new BackgroundFetches();
  }
}
