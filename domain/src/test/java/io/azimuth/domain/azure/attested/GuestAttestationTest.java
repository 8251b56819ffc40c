package io.azimuth.domain.azure.attested;

import static io.azimuth.domain.azure.attested.PlatformDemand.CONFIDENTIAL_VM;
import static io.azimuth.domain.azure.attested.PlatformDemand.NO_DEBUG;
import static io.azimuth.domain.azure.attested.PlatformDemand.SECURE_BOOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestAttestationTest {

  private static final String VM_ID = "abcdef00-0000-4000-8000-000000000001";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void showsAllOfASoundMachine() {
    for (PlatformDemand demand : PlatformDemand.values()) {
      assertThat(of(mint()).lacking(demand)).as(demand.wireName()).isEmpty();
    }
    assertThat(of(mint()).platform()).isEqualTo("sevsnpvm");
    assertThat(of(mint().trustedLaunch()).platform()).isEqualTo("azurevm");
    assertThat(of(mint().isolation("x-ms-attestation-type", "tdxvm")).lacking(CONFIDENTIAL_VM))
        .isEmpty();
  }

  @Test
  void aConfidentialMachineIsOfAKnownKindAndCompliant() {
    assertThat(of(mint().isolation("x-ms-attestation-type", "sgx")).lacking(CONFIDENTIAL_VM))
        .containsExactly("x-ms-isolation-tee.x-ms-attestation-type is \"sgx\"");
    assertThat(of(mint().isolation("x-ms-compliance-status", "none")).lacking(CONFIDENTIAL_VM))
        .containsExactly("x-ms-isolation-tee.x-ms-compliance-status is \"none\"");
    assertThat(of(mint().isolation("x-ms-attestation-type", 1)).lacking(CONFIDENTIAL_VM))
        .containsExactly("x-ms-isolation-tee.x-ms-attestation-type is of another type");
    assertThat(of(mint().with("x-ms-isolation-tee", "x")).lacking(CONFIDENTIAL_VM)).hasSize(2);
  }

  @Test
  void secureBootIsShownByTheMachineAndNotDeniedByTheHost() {
    assertThat(of(mint().with("secureboot", false)).lacking(SECURE_BOOT))
        .containsExactly("secureboot is false");
    assertThat(of(mint().with("secureboot", "true")).lacking(SECURE_BOOT))
        .containsExactly("secureboot is \"true\"");
    assertThat(of(mint().without("secureboot")).lacking(SECURE_BOOT))
        .containsExactly("secureboot is missing");
    assertThat(
            of(mint()
                    .isolation(
                        "x-ms-runtime", Map.of("vm-configuration", Map.of("secure-boot", false))))
                .lacking(SECURE_BOOT))
        .containsExactly("x-ms-isolation-tee.x-ms-runtime.vm-configuration.secure-boot is false");
    assertThat(of(mint().trustedLaunch()).lacking(SECURE_BOOT)).isEmpty();
  }

  @Test
  void nothingMayBeDebugged() {
    for (String claim :
        List.of(
            "x-ms-azurevm-bootdebug-enabled",
            "x-ms-azurevm-hypervisordebug-enabled",
            "x-ms-azurevm-kerneldebug-enabled")) {
      assertThat(of(mint().with(claim, true)).lacking(NO_DEBUG))
          .containsExactly(claim + " is true");
      assertThat(of(mint().without(claim)).lacking(NO_DEBUG)).isEmpty();
    }
    assertThat(of(mint().with("x-ms-azurevm-debuggersdisabled", false)).lacking(NO_DEBUG))
        .containsExactly("x-ms-azurevm-debuggersdisabled is false");
    assertThat(of(mint().without("x-ms-azurevm-debuggersdisabled")).lacking(NO_DEBUG))
        .containsExactly("x-ms-azurevm-debuggersdisabled is missing");
    assertThat(of(mint().isolation("x-ms-sevsnpvm-is-debuggable", true)).lacking(NO_DEBUG))
        .containsExactly("x-ms-isolation-tee.x-ms-sevsnpvm-is-debuggable is true");
    assertThat(of(mint().isolation("tdx_td_attributes_debug", true)).lacking(NO_DEBUG))
        .containsExactly("x-ms-isolation-tee.tdx_td_attributes_debug is true");
    assertThat(of(mint().trustedLaunch()).lacking(NO_DEBUG)).isEmpty();
  }

  @Test
  void readsTheNonceInEitherAlphabet() {
    assertThat(of(mint()).nonce()).contains(GuestMint.NONCE);
    assertThat(of(mint().nonce("Pz8/")).nonce()).contains("???");
    assertThat(of(mint().nonce("Pz8_")).nonce()).contains("???");
    assertThat(of(mint().nonce("YQ")).nonce()).contains("a");
    assertThat(of(mint().nonce("YQ==")).nonce()).contains("a");
  }

  @Test
  void whatIsNoNonceIsNone() {
    assertThat(of(mint().nonce("%%")).nonce()).isEmpty();
    assertThat(of(mint().nonce(7)).nonce()).isEmpty();
    assertThat(of(mint().nonce("A".repeat(513))).nonce()).isEmpty();
    assertThat(of(mint().without("x-ms-runtime")).nonce()).isEmpty();
    assertThat(of(mint().with("x-ms-runtime", List.of())).nonce()).isEmpty();
  }

  @Test
  void evidenceCannotBeBuiltWrong() {
    Optional<GuestAttestation> proved = Optional.of(of(mint()));
    assertThatThrownBy(() -> new GuestProof(Optional.empty(), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GuestProof(proved, "both"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GuestEvidence(Optional.empty(), NonceState.FRESH, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    Duration negative = Duration.ofSeconds(-1);
    assertThatThrownBy(() -> new GuestEvidence(Optional.empty(), NonceState.FOREIGN, negative))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GuestMint mint() {
    return new GuestMint(VM_ID);
  }

  private static GuestAttestation of(GuestMint mint) {
    return mint.mint(NOW);
  }
}
