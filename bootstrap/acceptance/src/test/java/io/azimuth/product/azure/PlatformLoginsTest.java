package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.attestation.AttestationDefect;
import io.azimuth.adapters.azure.simulator.attestation.AttestationOrder;
import io.azimuth.adapters.azure.simulator.attestation.AttestedPlatform;
import io.azimuth.adapters.azure.simulator.attestation.PlatformState;
import io.azimuth.adapters.azure.simulator.fleet.SeededAttested;
import io.azimuth.adapters.azure.simulator.steering.SimulatedAttestation;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins at a role that asks for an attestation of the machine, with the simulated service. */
final class PlatformLoginsTest {

  private static final String CONFIDENTIAL = SeededAttested.CONFIDENTIAL;
  private static final String TRUSTED = SeededAttested.TRUSTED_LAUNCH;
  private static final String ALL = "confidential_vm,secure_boot,no_debug";

  private static final StandingClock CLOCK = SharedServer.clock();
  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private SimulatedAttestation service;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    service = server.azure().attestation();
    azure.mount().with("attestation_issuers", service.issuer().toString());
    role("bound_attestation", ALL);
  }

  @Test
  void theAttestedConfidentialMachineLogsInOnceAndNoOtherDoes() {
    String attestation = attestation(CONFIDENTIAL);

    assertThat(granted(login(CONFIDENTIAL, attestation)))
        .containsEntry("attested_platform", "sevsnpvm")
        .containsKey("attested_vm_id");
    assertRefused(login(CONFIDENTIAL, attestation), "attestation_nonce_unknown");
    assertRefused(azure.login(azure.jwt(CONFIDENTIAL)), "attestation_missing");
    assertRefused(login(CONFIDENTIAL, attestation("web-1")), "attestation_invalid");
    assertRefused(login("web-1", attestation(CONFIDENTIAL)), "attestation_vm_id_mismatch");
    assertRefused(login(TRUSTED, attestation(TRUSTED)), "attestation_mismatch");
    role("bound_attestation", "secure_boot,no_debug");
    assertThat(granted(login(TRUSTED, attestation(TRUSTED))))
        .containsEntry("attested_platform", "azurevm");
  }

  @Test
  void aMachineThatChangedIsRefused() {
    PlatformState sound = service.platform(CONFIDENTIAL);

    service.platform(CONFIDENTIAL, sound.debuggersDisabled(false));
    assertRefused(login(CONFIDENTIAL, attestation(CONFIDENTIAL)), "attestation_mismatch");
    service.platform(CONFIDENTIAL, sound.secureBoot(false));
    assertRefused(login(CONFIDENTIAL, attestation(CONFIDENTIAL)), "attestation_mismatch");
    role(
        "bound_attestation",
        "any",
        "bound_attestation_policy_hashes",
        PlatformState.DEFAULT_POLICY_HASH);
    assertThat(login(CONFIDENTIAL, attestation(CONFIDENTIAL)).status()).isEqualTo(200);
    service.platform(CONFIDENTIAL, sound.policyHash("another"));
    assertRefused(login(CONFIDENTIAL, attestation(CONFIDENTIAL)), "attestation_policy_not_bound");
  }

  @Test
  void noForgedAttestationIsAccepted() {
    for (AttestationDefect defect : EnumSet.complementOf(EnumSet.of(AttestationDefect.NONE))) {
      String forged =
          service.mint(AttestationOrder.of(CONFIDENTIAL).nonce(nonce()).with(defect)).expose();

      Reply refused = login(CONFIDENTIAL, forged);

      assertRefused(refused, "attestation_invalid");
      assertThat(refused.text()).doesNotContain(forged);
    }
  }

  @Test
  void aNewKeyOfTheServiceIsFetched() {
    assertThat(login(CONFIDENTIAL, attestation(CONFIDENTIAL)).status()).isEqualTo(200);
    service.rollKeys(true);
    CLOCK.advance(Duration.ofSeconds(30));

    assertThat(login(CONFIDENTIAL, attestation(CONFIDENTIAL)).status()).isEqualTo(200);
  }

  @Test
  void anInstanceOfAUniformScaleSetIsCheckedByItsModel() {
    service.platform("fleet_0", PlatformState.sound(AttestedPlatform.TDX));
    String first = instance(0);

    assertThat(granted(login("fleet_0", attestation("fleet_0"), first)))
        .containsEntry("attested_platform", "tdxvm")
        .containsEntry("vmss_name", "fleet");
    assertRefused(
        login("fleet_0", attestation("fleet_0"), instance(1)), "attestation_vm_id_mismatch");
    assertRefused(login("fleet_0", attestation("fleet_0"), instance(9)), "resource_not_found");
    assertRefused(login("fleet_0", attestation("fleet_0")), "no_vm_id");
  }

  @Test
  void theDryRunShowsEachCheckAndUsesNothingUp() {
    String attestation = attestation(CONFIDENTIAL);

    Reply explained =
        server
            .root()
            .post(
                azure.mount().at("login/explain"),
                AzureMount.request(
                    ResourceFixture.ROLE, azure.jwt(CONFIDENTIAL), "attestation", attestation));

    assertThat(explained.data().path("granted").asBoolean()).as(explained.text()).isTrue();
    assertThat(explained.text()).contains("attestation_vm_id").doesNotContain(attestation);
    assertThat(login(CONFIDENTIAL, attestation).status()).isEqualTo(200);
  }

  private void role(Object... bindings) {
    Object[] all = new Object[bindings.length + 2];
    all[0] = "bound_subscription_ids";
    all[1] = SUBSCRIPTION;
    System.arraycopy(bindings, 0, all, 2, bindings.length);
    azure.role(all);
  }

  private static String instance(int number) {
    return "/subscriptions/"
        + SUBSCRIPTION
        + "/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachineScaleSets/fleet"
        + "/virtualMachines/"
        + number;
  }

  private String attestation(String machine) {
    return service.mint(AttestationOrder.of(machine).nonce(nonce())).expose();
  }

  private String nonce() {
    Reply reply = server.anonymous().post(azure.mount().at("login/nonce"), Map.of());
    return reply.data().path("nonce").asText();
  }

  private Reply login(String machine, String attestation) {
    return azure.login(azure.jwt(machine), "attestation", attestation);
  }

  private Reply login(String machine, String attestation, String instance) {
    return azure.login(azure.jwt(machine), "attestation", attestation, "resource_id", instance);
  }
}
