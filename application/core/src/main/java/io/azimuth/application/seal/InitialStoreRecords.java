package io.azimuth.application.seal;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.RootTokens;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.policy.BuiltInPolicies;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The records that every store has from its initialisation on. */
@Singleton
final class InitialStoreRecords {

  private final SecretGenerator secrets;
  private final RootTokens rootTokens;

  @Inject
  InitialStoreRecords(SecretGenerator secrets, RootTokens rootTokens) {
    this.secrets = secrets;
    this.rootTokens = rootTokens;
  }

  /** Stages the fixed mounts, the default policy and a root token; returns the token. */
  SecretText stage(UnitOfWork work) {
    Mount tokenMount = mount("auth/token/", "token", "auth_token", "token based credentials");
    String sys = "system endpoints used for control, policy and debugging";
    work.mounts().put(mount("sys/", "system", "system", sys));
    work.mounts().put(mount("identity/", "identity", "identity", "identity store"));
    work.mounts()
        .put(mount("cubbyhole/", "cubbyhole", "cubbyhole", "per-token private secret storage"));
    work.mounts().put(tokenMount);
    work.policies().put(PolicyName.DEFAULT.value(), BuiltInPolicies.DEFAULT_TEXT);
    work.auditDevices().listNone();
    return rootTokens.mint(work, tokenMount).clientToken();
  }

  private Mount mount(String path, String type, String accessorPrefix, String description) {
    String uuid = secrets.uuid();
    return new Mount(
        new MountPath(path),
        type,
        uuid,
        Mount.accessor(accessorPrefix, uuid),
        description,
        MountSettings.DEFAULT,
        0);
  }
}
