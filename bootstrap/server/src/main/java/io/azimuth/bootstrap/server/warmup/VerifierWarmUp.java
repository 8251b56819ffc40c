package io.azimuth.bootstrap.server.warmup;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Verifies a made-up token, all in memory. The first verification in a process takes long, since
 * hundreds of classes are loaded. To make a real key would take as long again.
 */
public final class VerifierWarmUp {

  private static final Duration TIME = Duration.ofSeconds(30);
  private static final String ISSUER = "https://rehearsal.invalid/";
  private static final String AUDIENCE = "rehearsal";
  private static final int KEY_BITS = 2_048;
  private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"rehearsal\"}";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final KeySetLocation KEYS =
      new KeySetLocation(URI.create(ISSUER + "keys"), "rehearsal");

  private final Clock clock;
  private final SecureRandom random;
  private final Supplier<Optional<Provider>> signatures;

  /**
   * Verifies with these.
   *
   * @param signatures what checks signatures, if it is not the JDK
   */
  public VerifierWarmUp(Clock clock, SecureRandom random, Supplier<Optional<Provider>> signatures) {
    this.clock = clock;
    this.random = random;
    this.signatures = signatures;
  }

  /** Verifies it once. The result matters to tests only. Blocks. */
  public Verification run() {
    Injector injector =
        Guice.createInjector(
            new JoseModule(random, HttpClient.Builder.NO_PROXY, "azimuth", signatures),
            binder -> {
              binder.bind(Clock.class).toInstance(clock);
              binder.bind(KeyDocument.class).toInstance(new KeyDocument());
              binder.bind(DocumentFetcher.class).to(KeyDocument.class);
            });
    try {
      return verify(injector);
    } finally {
      injector.getInstance(BackgroundFetches.class).close();
    }
  }

  private Verification verify(Injector injector) {
    BigInteger modulus = new BigInteger(KEY_BITS, random).setBit(KEY_BITS - 1).setBit(0);
    injector.getInstance(KeyDocument.class).publish(base64(modulus));
    return injector
        .getInstance(TokenVerifier.class)
        .verify(token(modulus), expectation(), Deadline.of(TIME))
        .join();
  }

  private UnverifiedToken token(BigInteger modulus) {
    long now = clock.instant().getEpochSecond();
    String claims =
        """
        {"iss":"%s","aud":"%s","sub":"rehearsal","iat":%d,"nbf":%d,"exp":%d}"""
            .formatted(ISSUER, AUDIENCE, now, now, now + TIME.toSeconds());
    // A signature is a number below the modulus.
    String signature = base64(modulus.shiftRight(1));
    return UnverifiedToken.parse(
            SecretText.of(base64(HEADER) + "." + base64(claims) + "." + signature))
        .orElseThrow();
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  // As many bytes as the bits fill; toByteArray() may have one more for the sign.
  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int length = KEY_BITS / Byte.SIZE;
    return BASE64.encodeToString(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length));
  }

  private static TokenExpectation expectation() {
    IssuerProfile profile = new IssuerProfile(Set.of(ISSUER), KEYS, Map.of(), Set.of());
    return new TokenExpectation(List.of(profile), Set.of(AUDIENCE), Duration.ofMinutes(1));
  }

  /** Answers with the key, whatever is fetched. */
  private static final class KeyDocument implements DocumentFetcher {

    private volatile String text = "{\"keys\":[]}";

    void publish(String modulus) {
      text =
          """
          {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"rehearsal","n":"%s","e":"AQAB"}]}"""
              .formatted(modulus);
    }

    @Override
    public byte[] fetch(URI uri, String transport, Duration patience) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
