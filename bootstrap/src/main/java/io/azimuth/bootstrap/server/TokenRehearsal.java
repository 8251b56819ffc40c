package io.azimuth.bootstrap.server;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Signs a token and verifies it, all in memory, with a key that is then forgotten. The first
 * verification in a process takes long, since hundreds of classes are loaded.
 */
final class TokenRehearsal {

  private static final Duration TIME = Duration.ofSeconds(30);
  private static final String ISSUER = "https://rehearsal.invalid/";
  private static final String AUDIENCE = "rehearsal";
  private static final KeySetLocation KEYS =
      new KeySetLocation(URI.create(ISSUER + "keys"), "rehearsal");

  private final Clock clock;
  private final SecureRandom random;

  TokenRehearsal(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Plays it; what comes of it matters to tests only. */
  Verification run() {
    Injector injector =
        Guice.createInjector(
            new JoseModule(random),
            binder -> {
              binder.bind(Clock.class).toInstance(clock);
              binder.bind(KeyDocument.class).toInstance(new KeyDocument());
              binder.bind(DocumentFetcher.class).to(KeyDocument.class);
            });
    try {
      return play(injector);
    } finally {
      injector.getInstance(BackgroundFetches.class).close();
    }
  }

  private Verification play(Injector injector) {
    TokenSigner signer = injector.getInstance(TokenSigner.class);
    SigningKeyPair key = signer.generate("rehearsal");
    injector.getInstance(KeyDocument.class).publish(key.publicKey());
    UnverifiedToken token = UnverifiedToken.parse(signer.sign(key, claims())).orElseThrow();
    return injector
        .getInstance(TokenVerifier.class)
        .verify(token, expectation(), Deadline.of(TIME))
        .join();
  }

  private Value.Obj claims() {
    long now = clock.instant().getEpochSecond();
    return Value.Obj.builder()
        .put("iss", ISSUER)
        .put("aud", AUDIENCE)
        .put("sub", "rehearsal")
        .put("iat", now)
        .put("nbf", now)
        .put("exp", now + TIME.toSeconds())
        .build();
  }

  private static TokenExpectation expectation() {
    IssuerProfile profile = new IssuerProfile(Set.of(ISSUER), KEYS, Map.of(), Set.of());
    return new TokenExpectation(List.of(profile), Set.of(AUDIENCE), Duration.ofMinutes(1));
  }

  /** Answers with the key, whatever is fetched. */
  private static final class KeyDocument implements DocumentFetcher {

    private volatile String text = "{\"keys\":[]}";

    void publish(PublicSigningKey key) {
      text =
          """
          {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}"""
              .formatted(key.id(), key.modulus(), key.exponent());
    }

    @Override
    public byte[] fetch(URI uri, String transport, Duration patience) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
