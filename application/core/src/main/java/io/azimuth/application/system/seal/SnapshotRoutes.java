package io.azimuth.application.system.seal;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.snapshot.SnapshotRestore;
import io.azimuth.application.snapshot.SnapshotTaker;
import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Copies of the whole store, taken and restored. A copy is not to be had at Vault's {@code
 * storage/raft/snapshot}, because its clients inspect the download and expect a tar archive of
 * raft's own files. What they restore they send as it is, so that works there, too.
 */
@Singleton
final class SnapshotRoutes {

  private static final Field<Boolean> KEEP_UNREADABLE =
      Field.flag(
          "keep_unreadable",
          false,
          "also copy entries that cannot be read, as they are, instead of refusing");

  private final SnapshotTaker snapshots;
  private final SnapshotRestore restore;

  @Inject
  SnapshotRoutes(SnapshotTaker snapshots, SnapshotRestore restore) {
    this.snapshots = snapshots;
    this.restore = restore;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "storage/snapshot")
            .access(Access.SUDO)
            .summary("Copy the whole store as it is at one moment")
            .fields(KEEP_UNREADABLE)
            .answers(AnswerSchema.bytes())
            .handle(core(this::take)),
        restoring("storage/snapshot", false),
        restoring("storage/snapshot-force", true),
        restoring("storage/raft/snapshot", false),
        restoring("storage/raft/snapshot-force", true));
  }

  private Route restoring(String path, boolean force) {
    return Route.on(Operation.WRITE, path)
        .access(Access.SUDO)
        .summary(
            force
                ? "Replace the whole store by a snapshot, also one of another store or seal"
                : "Replace the whole store by a snapshot of it")
        .takesBytes()
        .neverWrapped()
        .answers(AnswerSchema.nothing())
        .handle(core(call -> restore(call, force)));
  }

  // Once: what an attempt has done is not done again, and the body is read by then.
  private Answer restore(CoreCall call, boolean force) {
    VerifiedSnapshot restored =
        call.once(VerifiedSnapshot.class, () -> restore.restore(call.request().body(), force));
    call.auditNotes().add("snapshot", Value.of(restored.checksum()));
    return new Answer.Empty();
  }

  private Answer take(CoreCall call) {
    return new Answer.Download(snapshots.take(call.fields().value(KEEP_UNREADABLE)));
  }
}
