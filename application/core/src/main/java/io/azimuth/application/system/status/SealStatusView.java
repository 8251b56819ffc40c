package io.azimuth.application.system.status;

import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.SealHealth;
import io.azimuth.application.seal.SealStatus;
import io.azimuth.application.seal.SealWatch;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of the seal as the API shows it. */
@Singleton
public final class SealStatusView {

  /** Recovery keys are shares, whatever unseals the server. */
  private static final String RECOVERY_SEAL = "shamir";

  private static final String PROBLEM = "azimuth_problem";

  /** What {@link #of} shows. */
  public static final List<AnswerField> OF_STATUS =
      Stream.concat(
              Stream.of(
                  AnswerField.text(
                      "recovery_seal_type", "shamir; absent where key shares unseal the server"),
                  AnswerField.text(
                      "azimuth_waiting_for", "what keeps the server from opening by itself"),
                  AnswerField.text("azimuth_store_fingerprint", "the store, while it is open")),
              Stream.concat(
                  ClusterIdentity.SHOWN.stream(),
                  Stream.of(
                      AnswerField.text("type", "the seal: shamir, or that of a key elsewhere"),
                      AnswerField.flag("initialized", "whether the store has its keys"),
                      AnswerField.flag("sealed", "whether the server has no keys to its store"),
                      AnswerField.number("t", "how many shares are needed"),
                      AnswerField.number("n", "how many shares there are"),
                      AnswerField.number("progress", "how many shares were entered"),
                      AnswerField.text("nonce", "the attempt that they belong to"),
                      AnswerField.text("version", "the version of the API that clients look at"),
                      AnswerField.text("azimuth_version", "the version of the server"),
                      AnswerField.text("build_date", "when the server was built"),
                      AnswerField.text("commit_date", "the same"),
                      AnswerField.flag("migration", "whether the seal is being changed"),
                      AnswerField.flag("recovery_seal", "whether there are recovery keys"),
                      AnswerField.text("storage_type", "the storage engine"),
                      AnswerField.flag("unseal_recovery_enabled", "false"))))
          .toList();

  private static final AnswerField HEALTHY =
      AnswerField.flag("healthy", "whether the key of the seal can be used");
  private static final AnswerField UNHEALTHY_SINCE =
      AnswerField.time("unhealthy_since", "since when it cannot");
  private static final AnswerField WHY = AnswerField.text(PROBLEM, "the code of the fault");

  /** What {@link #backend} shows. */
  static final AnswerSchema OF_BACKENDS =
      AnswerSchema.body(
          HEALTHY,
          UNHEALTHY_SINCE,
          WHY,
          AnswerField.objects(
              "backends",
              "the one seal",
              AnswerField.text("name", "its type"),
              HEALTHY,
              UNHEALTHY_SINCE,
              WHY));

  private final ServerInfo identity;
  private final SealWatch watch;
  private final SealHealth health;

  @Inject
  SealStatusView(ServerInfo identity, SealWatch watch, SealHealth health) {
    this.identity = identity;
    this.watch = watch;
    this.health = health;
  }

  /** The body of {@code seal-backend-status}: what anyone may know of the key of the seal. */
  public Value.Obj backend() {
    Optional<SealHealth.Failure> failure = health.failure();
    Value.Builder one = Value.Obj.builder().put("name", health.type());
    describe(one, failure);
    Value.Builder all = Value.Obj.builder();
    describe(all, failure);
    return all.put("backends", new Value.Items(List.of(one.build()))).build();
  }

  private static void describe(Value.Builder view, Optional<SealHealth.Failure> failure) {
    view.put("healthy", failure.isEmpty());
    failure.ifPresent(
        it -> view.put("unhealthy_since", it.since().toString()).put(PROBLEM, code(it)));
  }

  /** What keeps the server from opening by itself; at most one. */
  List<String> waitingFor() {
    return watch.isWaiting()
        ? health.failure().map(SealStatusView::code).stream().toList()
        : List.of();
  }

  private static String code(SealHealth.Failure failure) {
    return failure.code().name().toLowerCase(Locale.ROOT);
  }

  /** The cluster of an open store. */
  Optional<ClusterIdentity> cluster(Optional<StoreFingerprint> open) {
    return open.map(it -> ClusterIdentity.of(it, identity.clusterName()));
  }

  /** The body of {@code seal-status}, with the versions of the server. */
  public Value.Obj of(SealStatus status) {
    Value.Builder view = Value.Obj.builder();
    if (status.unsealsItself()) {
      view.put("recovery_seal_type", RECOVERY_SEAL);
    }
    waitingFor().forEach(code -> view.put("azimuth_waiting_for", code));
    status.fingerprint().ifPresent(store -> view.put("azimuth_store_fingerprint", store.hex()));
    cluster(status.fingerprint()).ifPresent(it -> it.putInto(view));
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
        .put("migration", status.migrates())
        .put("recovery_seal", status.unsealsItself())
        .put("storage_type", identity.storageType())
        .put("unseal_recovery_enabled", false)
        .build();
  }
}
