package io.azimuth.bootstrap.snapshot;

import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.snapshot.SnapshotRefusedException;
import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Restores a snapshot into the store of a configuration while its server is stopped. */
public final class OfflineRestore {

  private final StartupPlan plan;
  private final Clock clock;
  private final SecretGenerator secrets;

  /** Creates a restore into the store that the plan describes. The owner of the plan closes it. */
  public OfflineRestore(StartupPlan plan, Clock clock, SecretGenerator secrets) {
    this.plan = plan;
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * The result of a restore.
   *
   * @param isAuthentic whether the keys of the store were available and its MAC is valid
   * @param kept the new path of the replaced store, if there was one
   */
  public record Outcome(VerifiedSnapshot snapshot, boolean isAuthentic, Optional<Path> kept) {}

  /**
   * Verifies the whole file, then replaces the store atomically.
   *
   * @param replace whether a store with entries may be moved away; otherwise the restore is refused
   * @param watch wraps the stream of the file, which is read twice: to verify it, and to restore it
   * @throws SnapshotFailedException if the restore failed; the store is unchanged
   */
  public Outcome run(SnapshotFile file, boolean replace, UnaryOperator<InputStream> watch) {
    VerifiedSnapshot snapshot = file.verify(watch);
    boolean proved = new SnapshotAuthenticity(clock, secrets).isAuthentic(snapshot, seals());
    try (SnapshotBatches batches = SnapshotBatches.of(file, snapshot, watch)) {
      StorageBlock storage = plan.config().storage();
      LoadedPlugin<KeyValueEngineFactory> engine = engine(storage);
      Optional<Path> kept =
          engine
              .origin()
              .run(
                  () ->
                      engine
                          .factory()
                          .restore(
                              storage.settings(),
                              plan.engineContext(engine, clock),
                              batches,
                              replace));
      return new Outcome(snapshot, proved, kept);
    } catch (ServiceException e) {
      throw new SnapshotFailedException("nothing was restored: " + e.detail(), e);
    } catch (SnapshotRefusedException e) {
      throw new SnapshotFailedException("nothing was restored: " + e.sentence(), e);
    } catch (IOException e) {
      throw new SnapshotFailedException(file.path() + " cannot be closed", e);
    }
  }

  private SealSetup seals() {
    try {
      return plan.seals(secrets);
    } catch (PluginException e) {
      throw new SnapshotFailedException("nothing was restored: " + e.sentence(), e);
    }
  }

  private LoadedPlugin<KeyValueEngineFactory> engine(StorageBlock storage) {
    return plan.plugins()
        .engine(storage.type())
        .orElseThrow(
            () -> new SnapshotFailedException("there is no storage engine " + storage.type()));
  }
}
