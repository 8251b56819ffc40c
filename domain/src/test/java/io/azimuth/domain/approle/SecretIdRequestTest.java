package io.azimuth.domain.approle;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretIdRequestTest {

  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final Duration MAX = Duration.ofDays(1);

  private static AppRoleBuilder role() {
    return AppRole.builder(new RoleName("web"), "key").roleId("id");
  }

  private static SecretIdRequest asking(Optional<Integer> uses, Optional<Duration> ttl) {
    return new SecretIdRequest("", List.of(), List.of(), uses, ttl);
  }

  private static Checked<IssuedSecretId> grant(AppRole role, SecretIdRequest request) {
    return request.grant(role, MAX, "accessor", NOW);
  }

  private static Checked<IssuedSecretId> withMetadata(String text) {
    return grant(
        role().build(),
        new SecretIdRequest(text, List.of(), List.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void getsWhatTheRoleGives() {
    AppRole role = role().secretIdNumUses(5).secretIdTtl(Duration.ofHours(1)).build();

    IssuedSecretId issued = grant(role, asking(Optional.empty(), Optional.empty())).orElseThrow();

    assertThat(issued.usesLeft()).isEqualTo(5);
    assertThat(issued.expires()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void withoutLimitsOfTheRoleThereAreNone() {
    IssuedSecretId issued =
        grant(role().build(), asking(Optional.empty(), Optional.empty())).orElseThrow();

    assertThat(issued.usesLeft()).isZero();
    assertThat(issued.expires()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,true",
    "0,7,true",
    "5,5,true",
    "5,1,true",
    "5,6,false",
    "5,0,false",
    "0,-1,false"
  })
  void asksForNoMoreUses(int ofRole, int asked, boolean granted) {
    AppRole role = role().secretIdNumUses(ofRole).build();

    assertThat(grant(role, asking(Optional.of(asked), Optional.empty())).isGood())
        .isEqualTo(granted);
  }

  @ParameterizedTest
  @CsvSource({"0,0,true", "0,7,true", "5,5,true", "5,1,true", "5,6,false", "5,0,false"})
  void asksForNoMoreTime(int ofRole, int asked, boolean granted) {
    AppRole role = role().secretIdTtl(Duration.ofSeconds(ofRole)).build();

    assertThat(
            grant(role, asking(Optional.empty(), Optional.of(Duration.ofSeconds(asked)))).isGood())
        .isEqualTo(granted);
  }

  @Test
  void theMountBoundsTheTime() {
    AppRole role = role().secretIdTtl(MAX.plusSeconds(1)).build();

    assertThat(grant(role, asking(Optional.empty(), Optional.empty())).orElseThrow().ttl())
        .isEqualTo(MAX);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 10.0.0.0/8, true",
    "10.0.0.0/8, 0.0.0.0/0, false",
    "10.0.0.0/8, 11.0.0.0/16, false",
    "10.0.0.0/8, ::/0, false",
    "'', 11.0.0.0/16, true",
  })
  void itsBlocksLieInThoseOfTheRole(String ofRole, String asked, boolean granted) {
    List<String> blocks = ofRole.isEmpty() ? List.of() : List.of(ofRole);
    AppRoleBuilder role = role().boundCidrs(blocks);
    role.tokenSettings().boundCidrs(blocks);
    SecretIdRequest logins =
        new SecretIdRequest("", List.of(asked), List.of(), Optional.empty(), Optional.empty());
    SecretIdRequest tokens =
        new SecretIdRequest("", List.of(), List.of(asked), Optional.empty(), Optional.empty());

    assertThat(grant(role.build(), logins).value().map(IssuedSecretId::cidrs))
        .isEqualTo(
            granted ? Optional.of(List.of(Cidr.parse(asked).orElseThrow())) : Optional.empty());
    assertThat(grant(role.build(), tokens).value().map(IssuedSecretId::tokenCidrs))
        .isEqualTo(
            granted ? Optional.of(List.of(Cidr.parse(asked).orElseThrow())) : Optional.empty());
  }

  @Test
  void aRoleThatNeedsNoneGivesNone() {
    AppRole role = role().bindSecretId(false).boundCidrs(List.of("10.0.0.0/8")).build();

    assertThat(grant(role, asking(Optional.empty(), Optional.empty())).problems())
        .containsExactly("bind_secret_id is not set on the role");
  }

  @Test
  void metadataIsAJsonObjectOrPairs() {
    assertThat(withMetadata(" {\"team\":\"a,b\",\"env\":\"prod\"}").orElseThrow().metadata())
        .isEqualTo(Map.of("team", "a,b", "env", "prod"));
    assertThat(withMetadata("team=a, env=prod=1").orElseThrow().metadata())
        .isEqualTo(Map.of("team", "a", "env", "prod=1"));
    assertThat(withMetadata(" ").orElseThrow().metadata()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"a\":1}", "{\"a\":{\"b\":\"c\"}}", "[]", "word", "=a", "{\"a\":\"b\"} x"})
  void otherMetadataIsRefused(String text) {
    assertThat(withMetadata(text).problems())
        .containsExactly(
            "failed to parse metadata: it is a text with a JSON object of texts, or with"
                + " key=value");
  }

  @Test
  void theSizeOfMetadataIsLimited() {
    assertThat(withMetadata("a=" + "x".repeat(512)).isGood()).isTrue();
    assertThat(withMetadata("a=" + "x".repeat(513)).isGood()).isFalse();
    assertThat(withMetadata(" ".repeat(65_536)).isGood()).isTrue();
    assertThat(withMetadata(" ".repeat(65_537)).isGood()).isFalse();
  }

  @Test
  void aUseIsCounted() {
    IssuedSecretId two = issued(2);

    assertThat(two.used(NOW).orElseThrow().usesLeft()).isEqualTo(1);
    assertThat(two.used(NOW).orElseThrow().used(NOW)).isEmpty();
    assertThat(issued(0).used(NOW)).contains(issued(0));
  }

  @Test
  void itEndsAtItsEnd() {
    IssuedSecretId hour = issued(0);

    assertThat(hour.isExpired(NOW.plusSeconds(3_599))).isFalse();
    assertThat(hour.isExpired(NOW.plusSeconds(3_600))).isTrue();
  }

  private static IssuedSecretId issued(int uses) {
    return new IssuedSecretId(
        "accessor", uses, Duration.ofHours(1), NOW, NOW, Map.of(), List.of(), List.of());
  }
}
