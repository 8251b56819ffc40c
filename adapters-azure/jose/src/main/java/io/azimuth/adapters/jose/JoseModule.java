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
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

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
  private final Supplier<Optional<Provider>> nativeProvider;

  /**
   * Generates signing keys with this random source, calls other systems without a proxy, and checks
   * signatures with the JDK.
   */
  public JoseModule(SecureRandom random) {
    this(random, HttpClient.Builder.NO_PROXY, "azimuth", Optional::empty);
  }

  /**
   * Generates signing keys with this random source.
   *
   * @param proxy towards other systems
   * @param userAgent the value of the header {@code User-Agent}
   * @param nativeProvider the provider that checks signatures of RS256, asked for at the first
   *     token; empty for the JDK's
   */
  public JoseModule(
      SecureRandom random,
      ProxySelector proxy,
      String userAgent,
      Supplier<Optional<Provider>> nativeProvider) {
    this.random = random;
    this.web = new WebModule(proxy, userAgent);
    this.nativeProvider = nativeProvider;
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
  Rs256 rs256() {
    return new Rs256(nativeProvider.get());
  }

  @Provides
  @Singleton
  BackgroundFetches backgroundFetches() {
    return new BackgroundFetches();
  }
}
