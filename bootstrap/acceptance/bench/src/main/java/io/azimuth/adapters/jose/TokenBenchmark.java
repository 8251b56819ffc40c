package io.azimuth.adapters.jose;

import io.azimuth.adapters.http.tls.BoringSsl;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.Verification;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reads and verifies a token of a managed identity: 2,048 bits, 19 claims. */
@State(Scope.Benchmark)
public class TokenBenchmark {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String ISSUER = "https://sts.windows.net/11111111/";
  private static final KeySetLocation KEYS =
      new KeySetLocation(URI.create("https://login.example/keys"), "bench");

  private final UnverifiedToken token;
  private final String keySet;
  private final JoseTokenVerifier byJdk;
  private final JoseTokenVerifier byProvider;
  private final TokenExpectation expectation =
      new TokenExpectation(
          List.of(new IssuerProfile(Set.of(ISSUER), KEYS, Map.of(), Set.of())),
          Set.of("https://management.azure.com/"),
          Duration.ofMinutes(1));

  /** Makes the key and the token. */
  public TokenBenchmark() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      KeyPair pair = generator.generateKeyPair();
      RSAPublicKey key = (RSAPublicKey) pair.getPublic();
      keySet =
          """
          {"keys":[{"kty":"RSA","use":"sig","kid":"1","n":"%s","e":"AQAB"}]}"""
              .formatted(number(key.getModulus()));
      String text =
          text("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1\"}") + "." + text(claims());
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      token =
          UnverifiedToken.parse(SecretText.of(text + "." + BASE64.encodeToString(signature.sign())))
              .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    byJdk = verifier(Rs256.ofTheJdk());
    byProvider = verifier(new Rs256(BoringSsl.provider()));
  }

  private JoseTokenVerifier verifier(Rs256 rs256) {
    DocumentFetcher fetcher = (uri, transport, patience) -> keySet.getBytes(StandardCharsets.UTF_8);
    Clock clock = Clock.systemUTC();
    return new JoseTokenVerifier(new KeySets(fetcher, rs256, Runnable::run, clock), rs256, clock);
  }

  private static String claims() {
    long now = Instant.now().getEpochSecond();
    return """
        {"aud":"https://management.azure.com/","iss":"%s","iat":%d,"nbf":%d,"exp":%d,\
        "aio":"%s","appid":"aaaaaaaa-0000-4000-8000-000000000001","appidacr":"2",\
        "idp":"%s","idtyp":"app","oid":"bbbbbbbb-0000-4000-8000-000000000001","rh":"%s",\
        "sub":"bbbbbbbb-0000-4000-8000-000000000001","tid":"11111111-1111-1111-1111-111111111111",\
        "uti":"0123456789abcdefghij","ver":"1.0","xms_idrel":"7 18",\
        "xms_mirid":"/subscriptions/22222222-2222-2222-2222-222222222222/resourcegroups/rg-web\
        /providers/Microsoft.Compute/virtualMachines/web-1","xms_tcdt":"1546300800"}"""
        .formatted(ISSUER, now, now, now + 86_400, "A".repeat(60), ISSUER, "0." + "A".repeat(60));
  }

  private static String text(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
  }

  /** Header and claims. */
  @Benchmark
  public Optional<?> parse() {
    return TokenParser.parse(token);
  }

  /** All of it, the signature by the JDK. */
  @Benchmark
  public Verification jdk() {
    return accepted(byJdk);
  }

  /** All of it, the signature by the native provider where it can be loaded. */
  @Benchmark
  public Verification withProvider() {
    return accepted(byProvider);
  }

  private Verification accepted(JoseTokenVerifier verifier) {
    Verification verification =
        verifier.verify(token, expectation, Deadline.of(Duration.ofSeconds(5))).join();
    if (!(verification instanceof Verification.Accepted)) {
      throw new IllegalStateException("the token was not accepted");
    }
    return verification;
  }
}
