package io.azimuth.adapters.azure;

import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.testkit.contract.GroupDirectoryContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The groups that Microsoft Graph knows, on the simulated Azure. */
@Timeout(120)
class GraphGroupDirectoryContractTest extends GroupDirectoryContract {

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
  protected GroupDirectory directory() {
    return services.service(GroupDirectory.class);
  }

  @Override
  protected DirectoryAccess access() {
    return SimulatedServices.access(SimulatedServices.SECRET);
  }

  @Override
  protected void forbid() {
    for (GraphPermission permission : GraphPermission.values()) {
      services.graph().revoke(SimulatedServices.PRINCIPAL, permission);
    }
  }

  @Override
  protected PrincipalId application() {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-000000000004");
  }

  @Override
  protected PrincipalId user() {
    return new PrincipalId("ffffffff-0000-4000-8000-000000000002");
  }

  @Override
  protected void isIn(PrincipalId principal, Set<GroupId> all) {
    services
        .graph()
        .memberships(
            principal.toString(),
            DirectoryMemberships.of(all.stream().map(GroupId::toString).toList()));
  }
}
