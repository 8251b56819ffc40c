package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tokens a revoked prefix ends. */
class RevokedPrefixesTest {

  @ParameterizedTest(name = "{0} ends a token of {1}: {2}")
  @CsvSource({
    "auth/azure, auth/azure/login, true",
    "auth/azure/, auth/azure/login, true",
    "auth/azure/login, auth/azure/login, true",
    "auth, auth/azure/login, true",
    "auth/az, auth/azure/login, false",
    "auth/azure/log, auth/azure/login, false",
    "auth/azure/login/x, auth/azure/login, false",
    "auth/Azure, auth/azure/login, false",
    "auth/token/create/ci, auth/token/create/ci/nightly, true",
    "auth/token/create/ci, auth/token/create/cii, false",
    "secret, auth/azure/login, false",
  })
  void coversWholeSegments(String prefix, String path, boolean ended) {
    RevokedPrefixes none = new RevokedPrefixes(List.of());
    RevokedPrefixes one = new RevokedPrefixes(List.of(none.next(prefix)));

    assertThat(one.ended(token(path, 0))).isEqualTo(ended);
    assertThat(none.ended(token(path, 0))).isFalse();
  }

  @Test
  void endsOnlyWhatWasIssuedBefore() {
    RevokedPrefixes marks =
        new RevokedPrefixes(
            List.of(new RevokedPrefix("auth/a/", 3), new RevokedPrefix("auth/b/", 5)));

    assertThat(marks.last()).isEqualTo(5);
    assertThat(marks.ended(token("auth/a/login", 2))).isTrue();
    assertThat(marks.ended(token("auth/a/login", 3))).isFalse();
    assertThat(marks.ended(token("auth/b/login", 4))).isTrue();
    assertThat(marks.ended(token("auth/b/login", marks.last()))).isFalse();
  }

  @Test
  void aYoungerMarkTakesThePlaceOfThoseBelowIt() {
    RevokedPrefix login = new RevokedPrefix("auth/a/login/", 1);
    RevokedPrefix other = new RevokedPrefix("auth/ab/", 2);
    RevokedPrefixes marks = new RevokedPrefixes(List.of(login, other));

    RevokedPrefix mount = marks.next("auth/a");

    assertThat(mount).isEqualTo(new RevokedPrefix("auth/a/", 3));
    assertThat(marks.coveredBy(mount)).containsExactly(login);
  }

  @Test
  void onlyAForcedMarkTakesThePlaceOfForcedOnes() {
    RevokedPrefix forced = new RevokedPrefix("lab/a/", 1).force();
    RevokedPrefix plain = new RevokedPrefix("lab/b/", 2);
    RevokedPrefixes marks = new RevokedPrefixes(List.of(forced, plain));

    assertThat(marks.coveredBy(marks.next("lab"))).containsExactly(plain);
    assertThat(marks.coveredBy(marks.next("lab").force())).containsExactlyInAnyOrder(forced, plain);
  }

  @Test
  void aMarkInThePlaceOfAForcedOneIsForced() {
    RevokedPrefix forced = new RevokedPrefix("lab/a/", 1).force();
    RevokedPrefixes marks = new RevokedPrefixes(List.of(forced));

    RevokedPrefix again = marks.next("lab/a");

    assertThat(again).isEqualTo(new RevokedPrefix("lab/a/", 2).force());
    assertThat(marks.coveredBy(again)).containsExactly(forced);
    assertThat(marks.next("lab").forced()).isFalse();
    assertThat(marks.next("lab/a/b").forced()).isFalse();
  }

  @Test
  void tokensThatNeverEndHaveNoLeaseAndStay() {
    Token root =
        new Token(
            TokenType.SERVICE,
            Optional.of(new Accessor("a")),
            origin("auth/token/root", 0),
            new TokenRights(List.of("root"), Optional.empty(), List.of(), 0),
            TokenLifetime.endless(Instant.EPOCH),
            List.of());

    assertThat(new RevokedPrefixes(List.of(new RevokedPrefix("auth/", 1))).ended(root)).isFalse();
    assertThat(LeaseId.of(new TokenHash("a".repeat(64)), root)).isEmpty();
  }

  @Test
  void aMarkHasAPathAndANumber() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RevokedPrefix("auth", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RevokedPrefix("/", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RevokedPrefix("auth/", 0));
  }

  @Test
  void aLeaseIsNamedForThePathAndTheHashOfItsToken() {
    TokenHash hash = new TokenHash("b".repeat(64));
    LeaseId lease = LeaseId.of(hash, token("auth/azure/login", 0)).orElseThrow();

    assertThat(lease).hasToString("auth/azure/login/h" + hash.hex());
    assertThat(LeaseId.parse(lease.toString())).contains(lease);
  }

  @ParameterizedTest
  @CsvSource({"auth/azure/login", "hbbb", "auth/azure/login/hxyz", "''", "/", "auth/h"})
  void otherTextsAreNoLease(String text) {
    assertThat(LeaseId.parse(text)).isEmpty();
    assertThat(LeaseId.parse("auth/azure/login/g" + "b".repeat(64))).isEmpty();
    assertThat(LeaseId.parse("/h" + "b".repeat(64))).isEmpty();
  }

  private static Token token(String path, long prefixes) {
    return new Token(
        TokenType.SERVICE,
        Optional.of(new Accessor("a")),
        origin(path, prefixes),
        new TokenRights(List.of("p"), Optional.empty(), List.of(), 0),
        TokenLifetime.of(Instant.EPOCH, Duration.ofHours(1), true),
        List.of());
  }

  private static TokenOrigin origin(String path, long prefixes) {
    return new TokenOrigin(
        new RevocationStamp("m", 0, prefixes), path, "d", Map.of(), Optional.empty(), Map.of());
  }
}
