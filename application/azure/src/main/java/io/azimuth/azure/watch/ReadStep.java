package io.azimuth.azure.watch;

import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.TenantId;
import java.util.Optional;

/** One question to Azure. */
sealed interface ReadStep {

  record Single(TenantResource machine) implements ReadStep {}

  /** The machines of a group, as one tenant sees it. */
  record Listed(Optional<TenantId> tenant, MachineGroup group) implements ReadStep {}
}
