package io.azimuth.application.system.status;

import io.azimuth.application.seal.SealStatus;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.spi.api.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The state of the seal as the API shows it. */
@Singleton
public final class SealStatusView {

  /** Recovery keys are shares, whatever unseals the server. */
  private static final String RECOVERY_SEAL = "shamir";

  private final ServerInfo identity;

  @Inject
  SealStatusView(ServerInfo identity) {
    this.identity = identity;
  }

  /** The body of {@code seal-status}, with the versions of the server. */
  public Value.Obj of(SealStatus status) {
    Value.Builder view = Value.Obj.builder();
    if (status.unsealsItself()) {
      view.put("recovery_seal_type", RECOVERY_SEAL);
    }
    return view.put("type", status.type())
        .put("initialized", status.initialized())
        .put("sealed", status.sealed())
        .put("t", status.shares().map(ShareCounts::threshold).orElse(0))
        .put("n", status.shares().map(ShareCounts::shares).orElse(0))
        .put("progress", status.progress().entered())
        .put("nonce", status.progress().nonce())
        .put("version", identity.compatibleVersion())
        .put("azimuth_version", identity.version())
        .put("build_date", identity.buildDate())
        .put("commit_date", identity.buildDate())
        .put("migration", false)
        .put("recovery_seal", status.unsealsItself())
        .put("storage_type", identity.storageType())
        .put("unseal_recovery_enabled", false)
        .build();
  }
}
