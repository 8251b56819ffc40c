package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import io.azimuth.application.snapshot.SnapshotTaking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * A copy of the whole store. Not at Vault's {@code storage/raft/snapshot}: its clients look into
 * what they fetch and want a tar archive of raft's own files.
 */
@Singleton
public final class SnapshotRoutes {

  private final SnapshotTaking snapshots;

  @Inject
  SnapshotRoutes(SnapshotTaking snapshots) {
    this.snapshots = snapshots;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "storage/snapshot")
            .access(Access.SUDO)
            .summary("Copy the whole store as it is at one moment")
            .handle(this::take));
  }

  private Answer take(Call call) {
    return new Answer.Download(snapshots.take());
  }
}
