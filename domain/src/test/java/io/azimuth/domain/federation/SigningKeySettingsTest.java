package io.azimuth.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings of named signing keys. */
class SigningKeySettingsTest {

  @Test
  void takesAPeriodOfOneMinuteAndNoLess() {
    assertThat(check(60, 600).problems()).isEmpty();
    assertThat(check(59, 0).problems())
        .containsExactly("rotation_period must be at least one minute");
  }

  @Test
  void takesAVerificationOfTenPeriodsAndNoMore() {
    assertThat(check(60, 601).problems())
        .containsExactly("verification_ttl cannot be longer than 10x rotation_period");
  }

  @Test
  void allowsTheAudiencesThatItNames() {
    SigningKeySettings settings =
        new SigningKeySettings(
            Duration.ofDays(1),
            Duration.ofDays(1),
            List.of("api://AzureADTokenExchange"),
            SigningAlgorithm.RS256);

    assertThat(settings.allows("api://AzureADTokenExchange")).isTrue();
    assertThat(settings.allows("api://azureadtokenexchange")).isFalse();
    assertThat(SigningKeySettings.DEFAULT.allows("anything")).isTrue();
  }

  @Test
  void warnsOfAPeriodThatAzureMayMissAndOfAudiencesThatNobodyHas() {
    assertThat(check(86_399, 0).orElseThrow().warnings())
        .anyMatch(text -> text.startsWith("rotation_period is below 24h"))
        .anyMatch(text -> text.startsWith("allowed_client_ids is empty"));
    assertThat(SigningKeySettings.DEFAULT.warnings()).isEmpty();
  }

  private static io.azimuth.domain.text.Checked<SigningKeySettings> check(
      long period, long verification) {
    return SigningKeySettings.check(
        Duration.ofSeconds(period),
        Duration.ofSeconds(verification),
        List.of(),
        SigningAlgorithm.RS256);
  }
}
