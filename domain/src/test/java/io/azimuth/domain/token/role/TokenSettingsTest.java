package io.azimuth.domain.token.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {

  @Test
  void hasNothingSetByDefault() {
    TokenSettings settings = TokenSettings.builder().build();

    assertThat(settings.lifetimes().ttl()).isZero();
    assertThat(settings.policies()).isEmpty();
    assertThat(settings.boundCidrs()).isEmpty();
    assertThat(settings.noDefaultPolicy()).isFalse();
    assertThat(settings.numUses()).isZero();
    assertThat(settings.type()).isEqualTo(TokenTypeSetting.DEFAULT);
    assertThat(settings.binding()).isEqualTo(CertificateBinding.OFF);
  }

  @Test
  void survivesAnUpdateOfOnePart() {
    TokenSettings settings =
        TokenSettings.builder()
            .ttl(Duration.ofMinutes(1))
            .maxTtl(Duration.ofMinutes(2))
            .explicitMaxTtl(Duration.ofMinutes(3))
            .policies(List.of("Prod", "dev"))
            .boundCidrs(List.of("10.0.0.0/8", "::1"))
            .noDefaultPolicy(true)
            .numUses(4)
            .type("service")
            .binding("required")
            .build();

    assertThat(settings.toBuilder().build()).isEqualTo(settings);
    assertThat(settings.toBuilder().numUses(5).build().policies()).containsExactly("Prod", "dev");
  }

  @Test
  void givesTheTextsOfTheApiInItsOrder() {
    assertThat(
            TokenSettings.builder()
                .boundCidrs(List.of("10.0.0.0/8", "localhost"))
                .explicitMaxTtl(Duration.ofSeconds(-1))
                .maxTtl(Duration.ofSeconds(-1))
                .period(Duration.ofSeconds(-1))
                .type("x")
                .ttl(Duration.ofSeconds(-1))
                .numUses(-1)
                .binding("x")
                .problems())
        .containsExactly(
            "invalid 'token_bound_cidrs' value \"localhost\"",
            "'token_explicit_max_ttl' cannot be negative",
            "'token_max_ttl' cannot be negative",
            "'token_period' cannot be negative",
            "invalid 'token_type' value \"x\"",
            "'token_ttl' cannot be negative",
            "'token_num_uses' cannot be negative",
            "'bind_token' must be one of off, if_possible, required");
  }

  @Test
  void refusesNamesThatNoPolicyHasAndReadsThemWhereTheyAreStored() {
    TokenSettingsBuilder settings =
        TokenSettings.builder().policies(List.of("dev", " ", "dev-1\nadmin"));

    assertThat(settings.problems())
        .containsExactly(
            "invalid 'token_policies' value \"dev-1\\nadmin\": a policy name has no control"
                + " characters");
    assertThat(settings.build().policies()).contains("dev-1\nadmin");
  }

  @Test
  void allowsATimeToLiveUpToItsMaximum() {
    TokenSettingsBuilder settings =
        TokenSettings.builder().ttl(Duration.ofSeconds(60)).maxTtl(Duration.ofSeconds(60));
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.ttl(Duration.ofSeconds(61)).problems())
        .containsExactly("'token_ttl' cannot be greater than 'token_max_ttl'");
    assertThat(settings.maxTtl(Duration.ZERO).problems()).isEmpty();
  }

  @Test
  void refusesBatchTokensThatArePeriodicOrCounted() {
    TokenSettingsBuilder batch =
        TokenSettings.builder().type("batch").period(Duration.ofSeconds(60)).numUses(1);

    assertThat(batch.problems())
        .containsExactly(
            "'token_type' cannot be 'batch' or 'default_batch' when set to generate periodic"
                + " tokens",
            "'token_type' cannot be 'batch' or 'default_batch' when set to generate tokens with"
                + " limited use count");
    assertThatIllegalArgumentException().isThrownBy(batch::build);
  }

  @Test
  void limitsListsThatAreWrittenAndTakesThoseThatWereStored() {
    TokenSettingsBuilder full =
        TokenSettings.builder()
            .boundCidrs(Collections.nCopies(128, "::1"))
            .policies(Collections.nCopies(256, "web"));
    assertThat(full.problems()).isEmpty();

    full.boundCidrs(Collections.nCopies(129, "::1")).policies(Collections.nCopies(257, "web"));

    assertThat(full.problems())
        .containsExactly(
            "token_bound_cidrs has at most 128 entries", "token_policies has at most 256 entries");
    assertThat(full.build().boundCidrs()).hasSize(129);
  }

  @Test
  void knowsTheWordsForTypes() {
    assertThat(TokenTypeSetting.parse("")).contains(TokenTypeSetting.DEFAULT);
    assertThat(TokenTypeSetting.parse("batch")).contains(TokenTypeSetting.BATCH);
    assertThat(TokenTypeSetting.parse("Batch")).isEmpty();
    assertThat(TokenTypeSetting.parse("default-service")).isEmpty();
  }

  @Test
  void admitsBoundAddressesOnly() throws Exception {
    Optional<InetAddress> inside = Optional.of(InetAddress.getByName("10.1.1.1"));
    TokenSettings bound = TokenSettings.builder().boundCidrs(List.of("::1", "10.0.0.0/8")).build();

    assertThat(bound.admits(inside)).isTrue();
    assertThat(bound.admits(Optional.of(InetAddress.getByName("11.1.1.1")))).isFalse();
    assertThat(bound.admits(Optional.empty())).isFalse();
    assertThat(TokenSettings.builder().build().admits(Optional.empty())).isTrue();
  }
}
