package io.azimuth.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.testkit.contract.OwnRightsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights of the server's own identity, through the Azure SDK and the simulated Azure. */
class OwnRightsOnSimulatorTest extends OwnRightsContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private static SimulatedServices services;

  @BeforeAll
  static void startSimulator() throws IOException {
    services = SimulatedServices.start(directory);
  }

  @AfterAll
  static void stopSimulator() {
    services.close();
  }

  @BeforeEach
  void wire() {
    services.wire();
  }

  @AfterEach
  void endFetches() {
    services.endFetches();
  }

  @Override
  protected ResourceDirectory directory() {
    return services.service(ResourceDirectory.class);
  }

  @Override
  protected DirectoryAccess access() {
    return SimulatedServices.access(SimulatedServices.SECRET);
  }

  @Override
  protected void may(ActionGrant grant) {
    services.resourceManager().grant(SimulatedServices.PRINCIPAL, grant);
  }

  @Override
  protected void mayNothing() {
    services.resourceManager().revoke(SimulatedServices.PRINCIPAL);
  }

  @Test
  void aGroupThatIsNotThereIsARefusal() {
    AzureScope nowhere =
        AzureScope.parse("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/none").orElseThrow();

    assertThat(directory().rights(access(), nowhere, LIMIT))
        .isInstanceOfSatisfying(
            AzureAnswer.Refused.class,
            it -> assertThat(it.detail()).contains("answered 404, code ResourceGroupNotFound"));
  }

  @Test
  void theTokenForGraphNamesItsPermissions() {
    CredentialRotator rotator = services.service(CredentialRotator.class);

    assertThat(rotator.permissions(access(), LIMIT))
        .isEqualTo(
            new AzureAnswer.Done<>(
                Set.of("Application.Read.All", "Application.ReadWrite.OwnedBy", "User.Read.All")));
    for (GraphPermission permission : GraphPermission.values()) {
      services.graph().revoke(SimulatedServices.PRINCIPAL, permission);
    }
    assertThat(rotator.permissions(access(), LIMIT)).isEqualTo(new AzureAnswer.Done<>(Set.of()));
    assertThat(rotator.permissions(SimulatedServices.access("wrong"), LIMIT))
        .isInstanceOf(AzureAnswer.Refused.class);
  }
}
