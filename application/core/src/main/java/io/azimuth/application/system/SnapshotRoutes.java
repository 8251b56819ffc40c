package io.azimuth.application.system;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.snapshot.SnapshotTaker;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * A copy of the whole store. Not at Vault's {@code storage/raft/snapshot}: its clients inspect the
 * download and expect a tar archive of raft's own files.
 */
@Singleton
final class SnapshotRoutes {

  private static final Field<Boolean> KEEP_UNREADABLE =
      Field.flag(
          "keep_unreadable",
          false,
          "also copy entries that cannot be read, as they are, instead of refusing");

  private final SnapshotTaker snapshots;

  @Inject
  SnapshotRoutes(SnapshotTaker snapshots) {
    this.snapshots = snapshots;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "storage/snapshot")
            .access(Access.SUDO)
            .summary("Copy the whole store as it is at one moment")
            .fields(KEEP_UNREADABLE)
            .handle(core(this::take)));
  }

  private Answer take(CoreCall call) {
    return new Answer.Download(snapshots.take(call.fields().value(KEEP_UNREADABLE)));
  }
}
