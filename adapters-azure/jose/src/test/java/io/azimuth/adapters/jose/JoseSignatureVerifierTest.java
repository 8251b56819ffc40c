package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.testkit.fake.FakeWeb;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class JoseSignatureVerifierTest {

  private static final String KEYS = "https://idp.example/keys";
  private static final String DOCUMENT = "https://idp.example/.well-known/openid-configuration";
  private static final SignedSample FIRST = SignedSample.of(SignatureAlgorithm.ES256);
  private static final SignedSample SECOND = SignedSample.of(SignatureAlgorithm.ES256);

  private final FakeWeb web = new FakeWeb();
  private final MutableClock clock = new MutableClock(TokenMint.NOW);
  private final JoseSignatureVerifier verifier =
      new JoseSignatureVerifier(new WebKeySets(web, Runnable::run, clock));

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void acceptsEveryAlgorithmWithItsKeyAlone(SignatureAlgorithm algorithm) {
    SignedSample sample = SignedSample.of(algorithm);
    web.json(KEYS, SignedSample.keySet(sample.jwk("mine"), FIRST.jwk("other")));

    assertThat(problem(sample.token("mine"), published())).isEmpty();
    assertThat(problem(sample.token(""), published())).isEmpty();
    assertThat(problem(sample.token(""), fixed(FIRST, sample))).isEmpty();
    assertThat(problem(SignedSample.of(algorithm).token("mine"), published()))
        .contains(TokenRejection.SIGNATURE);
  }

  @Test
  void refusesAnAlgorithmThatIsNotAllowed() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("mine")));
    SignatureExpectation rsaOnly =
        new SignatureExpectation(
            published().keys(), Set.of(SignatureAlgorithm.RS256), Optional.empty());

    assertThat(problem(FIRST.token("mine"), rsaOnly)).contains(TokenRejection.ALGORITHM);
    assertThat(problem(TokenMint.token().algorithm("none").mint(), published()))
        .contains(TokenRejection.ALGORITHM);
    assertThat(problem(TokenMint.token().algorithm("HS256").mint(), published()))
        .contains(TokenRejection.ALGORITHM);
  }

  @Test
  void anRsaKeyIsNoSecretOfHmac() {
    web.json(KEYS, SignedSample.keySet(jwk(SigningKey.FIRST)));

    assertThat(problem(TokenMint.token().mint(), published())).isEmpty();
    assertThat(problem(TokenMint.token().algorithm("HS256").mint(), published()))
        .contains(TokenRejection.ALGORITHM);
  }

  @Test
  void ignoresAKeyInTheToken() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("mine")));
    UnverifiedToken own = TokenMint.token().kid(null).header("jwk", SigningKey.FIRST.jwk()).mint();

    assertThat(problem(own, published())).contains(TokenRejection.KEY_UNKNOWN);
  }

  @Test
  void aKeyThatNamesAnotherAlgorithmOrUseIsNotUsed() {
    String jwk = jwk(SigningKey.FIRST);
    web.json(KEYS, SignedSample.keySet(jwk.replace("\"sig\"", "\"enc\""), FIRST.jwk("x")));
    assertThat(problem(TokenMint.token().mint(), published())).contains(TokenRejection.KEY_UNKNOWN);

    clock.advance(Duration.ofSeconds(10));
    web.json(KEYS, SignedSample.keySet(jwk.replace("{", "{\"alg\":\"RS512\","), FIRST.jwk("x")));
    assertThat(problem(TokenMint.token().mint(), published())).contains(TokenRejection.KEY_UNKNOWN);

    clock.advance(Duration.ofSeconds(10));
    web.json(KEYS, SignedSample.keySet(jwk.replace("{", "{\"alg\":\"RS256\",")));
    assertThat(problem(TokenMint.token().mint(), published())).isEmpty();
  }

  @Test
  void comparesTheIssuerWholeWhenOneIsBound() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("mine")));

    assertThat(problem(FIRST.token("mine"), published(SignedSample.ISSUER))).isEmpty();
    assertThat(problem(FIRST.token("mine"), published("https://idp.example")))
        .contains(TokenRejection.ISSUER_MISMATCH);
  }

  @Test
  void fetchesRolledKeysAtOnceAndThenNotForTenSeconds() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));
    assertThat(problem(FIRST.token("one"), published())).isEmpty();

    web.json(KEYS, SignedSample.keySet(SECOND.jwk("two")));
    assertThat(problem(SECOND.token("two"), published())).isEmpty();
    assertThat(problem(FIRST.token("one"), published())).contains(TokenRejection.KEY_UNKNOWN);
    assertThat(web.received()).hasSize(2);

    clock.advance(Duration.ofSeconds(10));
    assertThat(problem(FIRST.token("one"), published())).contains(TokenRejection.KEY_UNKNOWN);
    assertThat(web.received()).hasSize(3);
  }

  @Test
  void fetchesRolledKeysForATokenWithoutAnId() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("")));
    assertThat(problem(FIRST.token(""), published())).isEmpty();

    web.json(KEYS, SignedSample.keySet(SECOND.jwk("")));

    assertThat(problem(SECOND.token(""), published())).isEmpty();
    assertThat(problem(FIRST.token(""), published())).contains(TokenRejection.SIGNATURE);
    assertThat(web.received()).hasSize(2);
  }

  @Test
  void fetchesAKeyThatWasRolledUnderItsOldId() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("same")));
    assertThat(problem(FIRST.token("same"), published())).isEmpty();

    web.json(KEYS, SignedSample.keySet(SECOND.jwk("same")));

    assertThat(problem(SECOND.token("same"), published())).isEmpty();
    assertThat(problem(FIRST.token("same"), published())).contains(TokenRejection.SIGNATURE);
  }

  @Test
  void anOutageDoesNotExcuseAWrongSignature() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("same")));
    assertThat(problem(FIRST.token("same"), published())).isEmpty();
    web.breakDown();

    assertThat(problem(SECOND.token("same"), published())).contains(TokenRejection.SIGNATURE);
    assertThat(problem(SECOND.token("same"), published())).contains(TokenRejection.SIGNATURE);
  }

  @Test
  void triesABoundedNumberOfKeys() {
    String[] keys = new String[17];
    Arrays.fill(keys, FIRST.jwk(""));
    keys[16] = SECOND.jwk("");
    web.json(KEYS, SignedSample.keySet(keys));

    assertThat(problem(FIRST.token(""), published())).isEmpty();
    assertThat(problem(SECOND.token(""), published())).contains(TokenRejection.SIGNATURE);
  }

  @Test
  void servesKnownKeysForADayOfAnOutage() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));
    assertThat(problem(FIRST.token("one"), published())).isEmpty();
    web.breakDown();

    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(problem(FIRST.token("one"), published())).isEmpty();
    assertFails(SECOND.token("two"), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "cannot be reached");

    clock.advance(Duration.ofSeconds(1));
    assertFails(FIRST.token("one"), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "cannot be reached");
  }

  @Test
  void readsTheDiscoveryDocumentOfTheSameIssuerAlone() {
    discovery("https://idp.example");
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));

    assertThat(problem(FIRST.token("one"), discovered("https://idp.example"))).isEmpty();
    assertThatThrownBy(() -> problem(FIRST.token("one"), discovered("https://idp.example/")))
        .hasMessageContaining("names another issuer");
  }

  @Test
  void refusesKeysThatAreNotAtAnHttpsAddress() {
    web.json(
        DOCUMENT, "{\"issuer\":\"https://idp.example\",\"jwks_uri\":\"http://idp.example/keys\"}");

    assertThatThrownBy(() -> problem(FIRST.token("one"), discovered("https://idp.example")))
        .hasMessageContaining("names no https address of keys");
  }

  @Test
  void aSetWithoutAUsableKeyIsAFaultOfTheProvider() {
    web.json(KEYS, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}");

    assertFails(FIRST.token("one"), ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "no usable key");
  }

  @Test
  void manySilentAddressesDoNotTakeAllThreads() {
    List<Runnable> waiting = new ArrayList<>();
    JoseSignatureVerifier busy =
        new JoseSignatureVerifier(new WebKeySets(web, waiting::add, clock));
    for (int i = 0; i < 16; i++) {
      ask(busy, "https://idp.example/keys/" + i);
    }
    assertThat(waiting).hasSize(16);

    assertThatThrownBy(() -> ask(busy, "https://idp.example/keys/more"))
        .hasMessageContaining("too many fetches");
    waiting.remove(0).run();
    ask(busy, "https://idp.example/keys/later");

    assertThat(waiting).hasSize(16);
  }

  private static void ask(JoseSignatureVerifier verifier, String address) {
    var unused =
        verifier.verify(
            FIRST.token("one"),
            expect(
                new KeySource.Published(WebAddress.parse(address).orElseThrow(), Optional.empty()),
                Optional.empty()),
            Deadline.of(Duration.ofSeconds(20)));
  }

  private void discovery(String issuer) {
    web.json(DOCUMENT, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + KEYS + "\"}");
  }

  private static String jwk(SigningKey key) {
    return JsonUtil.toJson(key.jwk());
  }

  private void assertFails(UnverifiedToken token, ErrorCode code, String why) {
    assertThatThrownBy(() -> problem(token, published()))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining(why)
        .extracting(thrown -> ((ServiceException) thrown).code())
        .isEqualTo(code);
  }

  private Optional<TokenRejection> problem(
      UnverifiedToken token, SignatureExpectation expectation) {
    return verifier
        .verify(token, expectation, Deadline.of(Duration.ofSeconds(20)))
        .join()
        .fold(claims -> Optional.empty(), refused -> Optional.of(refused.reason()));
  }

  private static SignatureExpectation published() {
    return expect(
        new KeySource.Published(WebAddress.parse(KEYS).orElseThrow(), Optional.empty()),
        Optional.empty());
  }

  private static SignatureExpectation published(String issuer) {
    return expect(published().keys(), Optional.of(issuer));
  }

  private static SignatureExpectation discovered(String issuer) {
    return expect(
        new KeySource.Discovered(WebAddress.parse(issuer).orElseThrow(), Optional.empty()),
        Optional.empty());
  }

  private static SignatureExpectation fixed(SignedSample... samples) {
    return expect(
        new KeySource.Fixed(
            List.of(samples).stream()
                .map(sample -> PublicKeyPem.parse(sample.pem()).orElseThrow())
                .toList()),
        Optional.empty());
  }

  private static SignatureExpectation expect(KeySource keys, Optional<String> issuer) {
    return new SignatureExpectation(keys, EnumSet.allOf(SignatureAlgorithm.class), issuer);
  }
}
