package io.azimuth.azure.role;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.ResourceProof;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Initialises the client of Resource Manager when a role needs it. Its first use takes seconds,
 * which no login should wait for, and a server whose roles bind no resources does not need it.
 */
public final class ResourceDirectoryWarmUp {

  private final ConfigStore configs;
  private final RoleStore roles;
  private final Clouds clouds;
  private final Executor background;
  private final Executor later;

  /** Initialises it in the background, after a start a second later than after a new role. */
  public ResourceDirectoryWarmUp(
      ConfigStore configs, RoleStore roles, Clouds clouds, Executor background) {
    this.configs = configs;
    this.roles = roles;
    this.clouds = clouds;
    this.background = background;
    this.later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, background);
  }

  /**
   * Initialises it when the first requests after the start have been answered, if any role of the
   * mount needs it.
   */
  public void warmUp(MountTransaction work) {
    boolean needed =
        roles.names(work).stream()
            .flatMap(name -> RoleName.parse(name).stream())
            .flatMap(name -> roles.find(work, name).stream())
            .anyMatch(ResourceDirectoryWarmUp::needsDirectory);
    if (needed) {
      directory(work).ifPresent(directory -> later.execute(directory::prepare));
    }
  }

  /** Initialises it in the background, if this role needs it. */
  void warmUp(MountTransaction work, AzureRole role) {
    if (!needsDirectory(role)) {
      return;
    }
    directory(work).ifPresent(this::inBackground);
  }

  private void inBackground(ResourceDirectory directory) {
    try {
      background.execute(directory::prepare);
    } catch (RejectedExecutionException e) {
      // This is only an optimisation: otherwise the first login initialises the client.
      return;
    }
  }

  private Optional<ResourceDirectory> directory(MountTransaction work) {
    return configs
        .find(work)
        .flatMap(settings -> clouds.named(settings.environment()))
        .flatMap(cloud -> cloud.service(ResourceDirectory.class));
  }

  private static boolean needsDirectory(AzureRole role) {
    Bindings bindings = role.bindings();
    return bindings.needsResource() && bindings.resource().proof() == ResourceProof.DIRECTORY;
  }
}
