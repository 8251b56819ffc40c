package io.azimuth.azure.rights;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.azure.role.RoleStore;
import io.azimuth.domain.azure.rights.MountRights;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsRules;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/** Which rights in Azure a mount needs: from its settings and its stored roles. */
public final class RightsOfMount {

  /** How many roles are read at most. */
  public static final int MAX_ROLES = 1_000;

  private final RoleStore roles;

  public RightsOfMount(RoleStore roles) {
    this.roles = roles;
  }

  /** The rights that these settings and the roles need; incomplete when there are more roles. */
  public NeededRights needed(MountTransaction work, AzureSettings settings) {
    List<String> names = roles.names(work);
    List<AzureRole> read =
        names.stream()
            .limit(MAX_ROLES)
            .flatMap(name -> RoleName.parse(name).stream())
            .flatMap(name -> roles.find(work, name).stream())
            .toList();
    return RightsRules.neededBy(of(settings), read, names.size() <= MAX_ROLES);
  }

  private static MountRights of(AzureSettings settings) {
    RotationSettings rotation = settings.rotation();
    return new MountRights(
        settings.resolveGroups(),
        settings.hasRotatableCredential()
            ? Optional.of(settings.identity().rotatedKind())
            : Optional.empty(),
        rotation.isAutomated() && !rotation.disabled());
  }
}
