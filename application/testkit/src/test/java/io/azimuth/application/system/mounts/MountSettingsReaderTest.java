package io.azimuth.application.system.mounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.EchoedSettings;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountSettingsReaderTest {

  private final MountSettingsReader reader = new MountSettingsReader(SystemLifetimes.STANDARD);

  @Test
  void nothingSentIsTheDefault() {
    assertThat(read(Map.of())).isEqualTo(MountSettings.DEFAULT);
  }

  @Test
  void whatTheCommandLineSendsIsTheDefault() {
    assertThat(
            read(Map.of("default_lease_ttl", "0s", "max_lease_ttl", "0s", "force_no_cache", false)))
        .isEqualTo(MountSettings.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0s", "system"})
  void theseLifetimesAreTheSystems(String ttl) {
    assertThat(read(Map.of("default_lease_ttl", ttl)).defaultTtl()).isZero();
    assertThat(read(Map.of("max_lease_ttl", ttl)).maxTtl()).isZero();
  }

  @Test
  void lifetimesComeAsTextOrNumber() {
    MountSettings settings = read(Map.of("default_lease_ttl", "1h", "max_lease_ttl", 7_200));

    assertThat(settings.defaultTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.maxTtl()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void theDefaultMayBeTheMaximumButNotAboveIt() {
    assertThat(read(Map.of("default_lease_ttl", "2h", "max_lease_ttl", "2h")).maxTtl())
        .isEqualTo(Duration.ofHours(2));
    assertRefused(
        Map.of("default_lease_ttl", "7201", "max_lease_ttl", "2h"),
        "given default lease TTL greater than given max lease TTL");
  }

  @Test
  void theDefaultIsHeldAgainstTheSystemsMaximumWhereTheMountHasNone() {
    assertThat(read(Map.of("default_lease_ttl", "768h")).defaultTtl())
        .isEqualTo(Duration.ofDays(32));
    assertRefused(
        Map.of("default_lease_ttl", "2764801"),
        "given default lease TTL greater than system max lease TTL");
  }

  @ParameterizedTest
  @CsvSource({"default_lease_ttl, default", "max_lease_ttl, max"})
  void aLifetimeThatCannotBeReadIsNotRepeated(String field, String which) {
    assertRefused(Map.of(field, "ever"), "unable to parse " + which + " TTL");
    assertRefused(Map.of(field, "-1s"), "unable to parse " + which + " TTL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hidden", "unauth"})
  void theseVisibilitiesAreKnown(String visibility) {
    assertThat(read(Map.of("listing_visibility", visibility)).listingVisibility())
        .isEqualTo(visibility);
  }

  @Test
  void otherVisibilitiesAndTypesAreRefused() {
    assertRefused(Map.of("listing_visibility", "public"), "invalid listing_visibility public");
    assertRefused(Map.of("token_type", "odd"), "invalid value for 'token_type'");
  }

  @Test
  void everyTypeOfTokenIsTaken() {
    for (String type : List.of("batch", "default-batch", "service", "default-service")) {
      assertThat(read(Map.of("token_type", type)).tokenType()).isEqualTo(type);
    }
    assertThat(read(Map.of("token_type", "")).tokenType()).isEqualTo("default-service");
  }

  @Test
  void whatMeansNothingHereIsKept() {
    MountSettings settings =
        read(
            Map.of(
                "force_no_cache",
                true,
                "passthrough_request_headers",
                List.of("Authorization"),
                "allowed_managed_keys",
                "a,b"));

    assertThat(settings.echoed())
        .isEqualTo(
            new EchoedSettings(
                Set.of("force_no_cache"),
                Map.of(
                    "passthrough_request_headers", List.of("Authorization"),
                    "allowed_managed_keys", List.of("a", "b"))));
    assertRefused(
        Map.of("plugin_version", "v1"),
        "plugin_version is not supported yet: a plugin has one version, that of its file in plugin_directory");
    assertThat(
            read(
                Map.of("passthrough_request_headers", Value.NULL, "user_lockout_config", Map.of())))
        .isEqualTo(MountSettings.DEFAULT);
  }

  @Test
  void whatTheAuditLogShowsInClearIsChosenButNeverASecret() {
    assertThat(
            read(Map.of(
                    "audit_non_hmac_request_keys",
                    "role,vm_name",
                    "audit_non_hmac_response_keys",
                    List.of("name")))
                .auditExceptions())
        .isEqualTo(new AuditExceptions(List.of("role", "vm_name"), List.of("name")));
    for (String secret :
        List.of(
            "jwt",
            "token_reviewer_jwt",
            "secret_id",
            "client_secret",
            "token",
            "key",
            "code",
            "state",
            "client_nonce",
            "auth_url",
            "user_code",
            "device_code",
            "id_token")) {
      assertRefused(
          Map.of("audit_non_hmac_request_keys", List.of("role", secret)),
          secret + " is never shown in clear in the audit log");
    }
  }

  private MountSettings read(Map<String, ?> config) {
    return reader.read(Values.of(config));
  }

  private void assertRefused(Map<String, ?> config, String error) {
    assertThatThrownBy(() -> read(config))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().errors()).containsExactly(error));
  }
}
