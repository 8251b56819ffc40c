package io.azimuth.azure.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTest {

  @Test
  @DisplayName("CVE-2024-5798: an audience is taken whole, one slash at its end apart")
  void anAudienceIsTakenWholeOneSlashApart() {
    assertThat(audience("https://vault.example").values())
        .containsExactlyInAnyOrder("https://vault.example", "https://vault.example/");
    assertThat(audience("https://vault.example/").values())
        .containsExactlyInAnyOrder("https://vault.example", "https://vault.example/");
    assertThat(audience("api://x//").values()).containsExactlyInAnyOrder("api://x//", "api://x/");
  }

  @Test
  void letterCaseIsKept() {
    assertThat(audience("API://Vault").values())
        .containsExactlyInAnyOrder("API://Vault", "API://Vault/");
  }

  @Test
  void aSlashAloneDoesNotBecomeEmpty() {
    assertThat(audience("/").values()).containsExactly("/");
  }

  @Test
  void furtherAudiencesAreTakenBesideTheFirst() {
    assertThat(audience("a", "b/", "c").values())
        .containsExactlyInAnyOrder("a", "a/", "b", "b/", "c", "c/");
  }

  @ParameterizedTest
  @CsvSource({
    "https://management.azure.com, true",
    "https://management.azure.com/, true",
    "https://Management.Azure.com/, true",
    "https://vault.azure.net, true",
    "https://management.azure.com.example, false",
    "api://vault, false"
  })
  void knowsTheServicesOfMicrosoft(String resource, boolean firstParty) {
    assertThat(audience(resource).firstParty()).isEqualTo(firstParty);
  }

  @Test
  void aFurtherAudienceDoesNotMakeAMountFirstParty() {
    assertThat(audience("api://vault", "https://management.azure.com").firstParty()).isFalse();
  }

  private static Audience audience(String resource, String... additional) {
    return Audience.of(
        Configured.with(
            Value.Obj.builder()
                .put("tenant_id", "tenant")
                .put("resource", resource)
                .put("additional_audiences", List.of(additional))
                .build()));
  }
}
