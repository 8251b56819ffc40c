package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.cloud.Clouds;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Azure with the identity of a mount, past all caches: what a login may keep for an hour may
 * be outdated, and what is read here decides no login.
 */
public final class WatchDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(WatchDirectory.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Clouds clouds;
  private final DirectoryAccessFactory accesses;

  public WatchDirectory(Clouds clouds, DirectoryAccessFactory accesses) {
    this.clouds = clouds;
    this.accesses = accesses;
  }

  boolean canList(AzureSettings settings) {
    return directory(settings).filter(ResourceDirectory::canList).isPresent();
  }

  /** The answer for one machine; blocks. */
  DirectoryAnswer find(String mountUuid, AzureSettings settings, TenantResource machine) {
    Optional<ResourceDirectory> directory = directory(settings);
    Checked<DirectoryAccess> access = access(mountUuid, settings, machine.tenant());
    if (directory.isEmpty() || !access.isGood()) {
      return unasked();
    }
    try {
      return directory.get().findAgain(access.orElseThrow(), machine.resource(), LIMIT);
    } catch (RuntimeException e) {
      LOG.warn("a read of a machine broke, resource={}", machine.resource(), e);
      return new DirectoryAnswer.Unusable("the read broke");
    }
  }

  /** The machines of a group; blocks. */
  MachineList list(String mountUuid, AzureSettings settings, ReadStep.Listed step) {
    Optional<ResourceDirectory> directory = directory(settings);
    Checked<DirectoryAccess> access = access(mountUuid, settings, step.tenant());
    if (directory.isEmpty() || !access.isGood()) {
      return MachineList.none(unasked());
    }
    try {
      return directory.get().list(access.orElseThrow(), step.group(), LIMIT);
    } catch (RuntimeException e) {
      LOG.warn("a list of machines broke, group={}", step.group(), e);
      return MachineList.none(new DirectoryAnswer.Unusable("the list broke"));
    }
  }

  private static DirectoryAnswer unasked() {
    return new DirectoryAnswer.Unusable("the server has no identity or no Resource Manager");
  }

  private Optional<ResourceDirectory> directory(AzureSettings settings) {
    return clouds
        .named(settings.environment())
        .flatMap(cloud -> cloud.service(ResourceDirectory.class));
  }

  private Checked<DirectoryAccess> access(
      String mountUuid, AzureSettings settings, Optional<TenantId> tenant) {
    return accesses.find(mountUuid, settings.signingInTo(tenant));
  }
}
