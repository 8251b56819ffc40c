package io.azimuth.azure.roletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.testkit.fake.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Role tests of machines of a uniform scale set that show an attestation. */
class AttestedInstancesTest {

  private static final String SET =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachineScaleSets/fleet";

  private static final String FILE =
      """
      mount {
        tenant_id           = "11111111-1111-1111-1111-111111111111"
        resource            = "https://management.azure.com/"
        attestation_issuers = "https://a.attest.azure.net"
      }
      role "web" {
        bound_resource_groups       = ["rg-web"]
        bound_service_principal_ids = ["*"]
        bound_attestation           = "confidential_vm"
      }
      machine "fleet_3" {
        claims = {
          oid       = "bbbbbbbb-0000-4000-8000-000000000001"
          xms_mirid = "SET"
        }
        attestation {}
        resource "SET" {
          system_assigned = "bbbbbbbb-0000-4000-8000-000000000001"
        }
        resource "SET/virtualMachines/3" {
          vm_id = "abcdef00-0000-4000-8000-000000000003"
        }
      }
      case "of an instance" {
        machine = "fleet_3"
        role    = "web"
        login   = { resource_id = "INSTANCE" }
        EXPECTED
      }
      """
          .replace("SET", SET);

  @TempDir private Path directory;

  private CaseResult run(String instance, String expected) throws IOException {
    Path written =
        Files.writeString(
            directory.resolve("roles.hcl"),
            FILE.replace("INSTANCE", instance).replace("EXPECTED", expected));
    RoleTestFile file =
        RoleTestFile.read(written, new MutableClock(Instant.parse("2026-11-25T12:00:00Z")));
    assertThat(file.problems()).isEmpty();
    return file.run(file.cases().get(0));
  }

  @Test
  void theAttestationIsOfTheInstanceThatTheLoginNames() throws IOException {
    assertThat(run(SET + "/virtualMachines/3", "expect = \"granted\"").differences()).isEmpty();
  }

  @Test
  void anInstanceThatAzureDoesNotHaveIsRefused() throws IOException {
    assertThat(
            run(
                    SET + "/virtualMachines/4",
                    "expect = \"refused\"\n  reason = \"resource_not_found\"")
                .differences())
        .isEmpty();
  }
}
