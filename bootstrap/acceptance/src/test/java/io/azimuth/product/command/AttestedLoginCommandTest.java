package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.attestation.AttestedPlatform;
import io.azimuth.adapters.azure.simulator.attestation.PlatformState;
import io.azimuth.adapters.azure.simulator.fleet.SeededAttested;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code azimuth login} at roles that ask for evidence of the machine. */
final class AttestedLoginCommandTest extends LoginCommandFixture {

  @BeforeAll
  static void bindMachines() {
    mount.with("attestation_issuers", server.azure().attestation().issuer().toString());
    mount.role("plain").warm("plain");
    mount
        .role(
            "attested",
            "bound_service_principal_ids",
            "*",
            "bound_subscription_ids",
            ResourceFixture.SUBSCRIPTION,
            "bound_attestation",
            "confidential_vm,secure_boot,no_debug")
        .role(
            "both",
            "bound_service_principal_ids",
            "*",
            "bound_subscription_ids",
            ResourceFixture.SUBSCRIPTION,
            "require_attested_document",
            true,
            "bound_attestation",
            "any");
    mount.role(
        "machines",
        "bound_service_principal_ids",
        "*",
        "bound_subscription_ids",
        ResourceFixture.SUBSCRIPTION,
        "require_attested_document",
        true);
  }

  @Test
  void theMachineSendsItsDocumentByItself() {
    for (int i = 0; i < 2; i++) {
      End end =
          workload.run(
              "login", "--role=machines", "--metadata-address", machine("web-1"), "--no-store");

      assertThat(end.err()).isEmpty();
      assertThat(end.exit()).isZero();
      assertThat(end.out()).contains("token_meta_vm_name");
    }
    assertThat(documents()).isEqualTo(2);
  }

  @Test
  void aRoleThatDoesNotAskIsSentNone() {
    End end =
        workload.run("login", "--role=plain", "--metadata-address", machine("web-1"), "--no-store");

    assertThat(end.exit()).isZero();
    assertThat(documents()).isZero();
  }

  @Test
  void explainSendsItToo() {
    CommandLineRun operator = workload.with("AZIMUTH_TOKEN", server.rootToken());

    End end = operator.run("explain", "--role=machines", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(end.out()).contains("attested_document", "vm_id", "Facts of the resource: ");
    assertThat(workload.run("explain", "--role=machines", "--metadata-address", machine("web-1")))
        .satisfies(
            it -> {
              assertThat(it.exit()).as(it.err()).isZero();
              assertThat(it.out()).contains("The server grants this login.");
            });
  }

  @Test
  void whoHasNoDocumentReadsWhatIsMissing() {
    End end =
        workload
            .with("IDENTITY_ENDPOINT", machine("orders-func") + "msi/token")
            .with("IDENTITY_HEADER", server.azure().fleet().identityHeader().expose())
            .run("login", "--role=machines", "--no-store");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("[attested_document_missing]");
    assertThat(documents()).isZero();
  }

  @Test
  void aScaleSetIsRefusedAfterItsDocument() {
    End end =
        workload.run(
            "login", "--role=machines", "--metadata-address", machine("fleet_0"), "--no-store");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("[no_vm_id]");
    assertThat(documents()).isEqualTo(1);
  }

  private End attested(String role, String machine, String... more) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "login",
                "--role=" + role,
                "--no-store",
                "--metadata-address",
                machine(machine),
                "--attestation-command",
                attestationCommand(machine).toString()));
    all.addAll(List.of(more));
    return workload.run(all.toArray(String[]::new));
  }

  @Test
  void anAttestedMachineLogsInAndAnUnattestedOneReadsWhyNot() throws IOException {
    End end = attested("attested", SeededAttested.CONFIDENTIAL);

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out()).contains("token_meta_attested_platform", "sevsnpvm");

    End trusted = attested("attested", SeededAttested.TRUSTED_LAUNCH);
    assertThat(trusted.exit()).isEqualTo(1);
    assertThat(trusted.err()).contains("[attestation_mismatch]");

    End without =
        workload.run(
            "login",
            "--role=attested",
            "--metadata-address",
            machine(SeededAttested.CONFIDENTIAL),
            "--no-store");
    assertThat(without.exit()).isEqualTo(1);
    assertThat(without.err()).contains("[attestation_missing]", "--attestation-command");
  }

  @Test
  void documentAndAttestationAreSentTogether() throws IOException {
    assertThat(attested("both", SeededAttested.CONFIDENTIAL).exit()).isZero();
    assertThat(documents()).isEqualTo(1);
  }

  @Test
  void anInstanceOfAUniformScaleSetNamesItselfWithItsAttestation() throws IOException {
    server.azure().attestation().platform("fleet_0", PlatformState.sound(AttestedPlatform.SEV_SNP));

    End end = attested("attested", "fleet_0");

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out()).contains("token_meta_vmss_name");
    End nameless = attested("attested", "fleet_0", "--no-names");
    assertThat(nameless.exit()).isEqualTo(1);
    assertThat(nameless.err()).contains("[no_vm_id]");
  }

  @Test
  void explainAttestsTheMachineToo() throws IOException {
    CommandLineRun operator = workload.with("AZIMUTH_TOKEN", server.rootToken());

    End end =
        operator.run(
            "explain",
            "--role=attested",
            "--metadata-address",
            machine(SeededAttested.CONFIDENTIAL),
            "--attestation-command",
            attestationCommand(SeededAttested.CONFIDENTIAL).toString());

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(end.out()).contains("attestation_vm_id");
  }

  private static long documents() {
    return server.azure().requestCounts().get(SimulatorEndpoint.ATTESTED);
  }
}
