package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.Waiters;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.testkit.fake.FakeWeb;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
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
  void aSilentIssuerTakesABoundedNumberOfPlacesAndNoneOfAHealthyOne() {
    WebAddress silent = address("https://silent.example/keys");
    web.hang(silent).json(KEYS, SignedSample.keySet(FIRST.jwk("one")));

    assertBounded(new KeySource.Published(silent, Optional.empty()), silent);

    assertThat(problem(FIRST.token("one"), published())).isEmpty();
  }

  @Test
  void aSilentDiscoveryTakesABoundedNumberOfPlaces() {
    KeySource.Discovered silent =
        new KeySource.Discovered(address("https://silent.example"), Optional.empty());
    web.hang(silent.document());

    assertBounded(silent, silent.document());
  }

  @Test
  void aSilentRefreshTakesABoundedNumberOfPlaces() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));
    assertThat(problem(FIRST.token("one"), published())).isEmpty();
    web.hang(address(KEYS));

    for (int i = 0; i < Waiters.MOST; i++) {
      assertThat(isPending(ask(SECOND.token("two"), published().keys()))).isTrue();
    }

    assertFails(
        SECOND.token("two"),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "too many requests wait for " + KEYS);
    assertThat(problem(SECOND.token("one"), published())).contains(TokenRejection.SIGNATURE);
    assertThat(problem(FIRST.token("one"), published())).isEmpty();
  }

  @Test
  void aPlaceIsFreeAgainWhenARequestHasWaitedLongEnough() {
    WebAddress silent = address("https://silent.example/keys");
    web.hang(silent);
    KeySource.Published keys = new KeySource.Published(silent, Optional.empty());
    SignatureExpectation expectation = expect(keys, Optional.empty());
    for (int i = 0; i < Waiters.MOST; i++) {
      assertThatThrownBy(
              () ->
                  verifier
                      .verify(FIRST.token("one"), expectation, Deadline.of(Duration.ofMillis(1)))
                      .join())
          .isInstanceOf(ServiceException.class);
    }

    while (!isAdmitted(keys)) { // the time of the last one ends on another thread
      Thread.onSpinWait();
    }
  }

  private boolean isAdmitted(KeySource keys) {
    try {
      return isPending(ask(FIRST.token("one"), keys));
    } catch (ServiceException e) {
      return false;
    }
  }

  @Test
  void manySilentAddressesLeaveCallsToOthersAndNoThreadWaits() {
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));
    for (int i = 0; i < WebDocuments.MOST - 1; i++) {
      askSilent(i);
    }
    assertThat(problem(FIRST.token("one"), published())).isEmpty();

    askSilent(WebDocuments.MOST - 1);
    assertThatThrownBy(() -> askSilent(WebDocuments.MOST))
        .hasMessageContaining("too many documents are being fetched");
  }

  @Test
  void findsKeysThatMovedAtMostOnceAMinute() {
    discovery("https://idp.example");
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));
    assertThat(problem(FIRST.token("one"), discovered("https://idp.example"))).isEmpty();

    move("https://idp.example/moved");
    web.json("https://idp.example/moved", SignedSample.keySet(SECOND.jwk("two")));
    assertThat(problem(SECOND.token("two"), discovered("https://idp.example"))).isEmpty();
    assertThat(problem(FIRST.token("one"), discovered("https://idp.example")))
        .contains(TokenRejection.KEY_UNKNOWN);

    move("https://idp.example/third");
    web.json("https://idp.example/third", SignedSample.keySet(FIRST.jwk("one")));
    clock.advance(Duration.ofSeconds(59));
    assertThat(problem(FIRST.token("one"), discovered("https://idp.example")))
        .contains(TokenRejection.KEY_UNKNOWN);
    clock.advance(Duration.ofSeconds(1));
    assertThat(problem(FIRST.token("one"), discovered("https://idp.example"))).isEmpty();
  }

  @Test
  void findsKeysThatMovedWhenTheirOldPlaceIsGone() {
    discovery("https://idp.example");
    web.json(KEYS, SignedSample.keySet(FIRST.jwk("one")));
    assertThat(problem(FIRST.token("one"), discovered("https://idp.example"))).isEmpty();

    web.breakDown();
    move("https://idp.example/moved");
    web.json("https://idp.example/moved", SignedSample.keySet(SECOND.jwk("two")));

    assertThat(problem(SECOND.token("two"), discovered("https://idp.example"))).isEmpty();
  }

  private void assertBounded(KeySource keys, WebAddress document) {
    for (int i = 0; i < Waiters.MOST; i++) {
      assertThat(isPending(ask(FIRST.token("one"), keys))).isTrue();
    }
    assertThatThrownBy(() -> ask(FIRST.token("one"), keys))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("too many requests wait for " + document);
  }

  private void askSilent(int number) {
    WebAddress silent = address("https://silent.example/keys/" + number);
    web.hang(silent);
    assertThat(
            isPending(ask(FIRST.token("one"), new KeySource.Published(silent, Optional.empty()))))
        .isTrue();
  }

  private Awaited<SignatureVerification> ask(UnverifiedToken token, KeySource keys) {
    return verifier.verify(
        token, expect(keys, Optional.empty()), Deadline.of(Duration.ofSeconds(20)));
  }

  private static boolean isPending(Awaited<?> answer) {
    return answer.fold(value -> false, pending -> true);
  }

  private static WebAddress address(String text) {
    return WebAddress.parse(text).orElseThrow();
  }

  private void move(String keys) {
    web.json(DOCUMENT, "{\"issuer\":\"https://idp.example\",\"jwks_uri\":\"" + keys + "\"}");
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
