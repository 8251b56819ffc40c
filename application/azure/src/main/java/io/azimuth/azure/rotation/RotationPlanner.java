package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.IdentitySettings;
import io.azimuth.azure.config.OwnPassword;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.rotation.OldPassword;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.util.Optional;

/** Decides whether the password of a mount can be rotated, and plans the rotation. */
public final class RotationPlanner {

  private final ConfigStore configs;
  private final Clouds clouds;
  private final DirectoryAccessFactory accesses;

  public RotationPlanner(ConfigStore configs, Clouds clouds, DirectoryAccessFactory accesses) {
    this.configs = configs;
    this.clouds = clouds;
    this.accesses = accesses;
  }

  /**
   * The plan.
   *
   * @throws RefusedException when the mount does not sign in with a stored client secret
   */
  RotationPlan of(MountTransaction work, Optional<String> requester) {
    AzureSettings settings =
        configs
            .find(work)
            .orElseThrow(() -> RefusedException.invalid("the mount is not configured"));
    ServerCredential.ClientSecret secret = secret(settings);
    CredentialRotator rotator =
        rotator(settings.environment())
            .orElseThrow(() -> RefusedException.invalid("this cloud has no Microsoft Graph"));
    DirectoryAccess access = accesses.of(work.mountUuid(), settings);
    return new RotationPlan(
        work.mountUuid(),
        settings.azure().version(),
        new Application(settings.environment(), settings.tenantId(), secret.clientId()),
        new OldPassword(secret.value(), settings.identity().own().map(OwnPassword::keyId)),
        access,
        rotator,
        ttl(settings),
        requester);
  }

  /** Whether the mount signs in with its stored client secret. */
  public static boolean isRotatable(AzureSettings settings) {
    return ServerCredentials.isStoredSecret(settings.identity());
  }

  /** The rotator of that cloud; empty when the cloud is unknown or has none. */
  Optional<CredentialRotator> rotator(String cloud) {
    return clouds.named(cloud).flatMap(it -> it.service(CredentialRotator.class));
  }

  private static ServerCredential.ClientSecret secret(AzureSettings settings) {
    if (!isRotatable(settings)) {
      throw RefusedException.invalid(
          "only a client_secret of the configuration can be rotated, and this mount does not sign"
              + " in with one");
    }
    IdentitySettings identity = settings.identity();
    ServerCredential.ClientSecret secret =
        new ServerCredential.ClientSecret(identity.clientId(), identity.clientSecret());
    if (AppId.parse(secret.clientId()).isEmpty()) {
      throw RefusedException.invalid("client_id is required and must be a GUID");
    }
    return secret;
  }

  private static Duration ttl(AzureSettings settings) {
    Duration wish = settings.rotation().passwordTtl();
    return wish.isZero() ? ConfigFields.ROOT_PASSWORD_TTL.absent() : wish;
  }
}
