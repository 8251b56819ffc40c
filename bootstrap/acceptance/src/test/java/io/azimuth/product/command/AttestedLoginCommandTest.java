package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code azimuth login} at a role that asks for the attested document of the machine. */
final class AttestedLoginCommandTest extends LoginCommandFixture {

  @BeforeAll
  static void bindMachines() {
    mount.role("plain").warm("plain");
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

  private static long documents() {
    return server.azure().requestCounts().get(SimulatorEndpoint.ATTESTED);
  }
}
