package io.azimuth.application.tidy;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.SysRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.api.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The settings, and the reports of the latest run and the latest dry run, which servers share. */
@Singleton
final class TidyRecords {

  private static final MountPath IDENTITY = new MountPath("identity/");
  private static final String ENABLED = "enabled";
  private static final String UNUSED_FOR = "unused_for";
  private static final String INTERVAL = "interval";

  private final MountTables mounts;
  private final SysRecord config;
  private final SysRecord run;
  private final SysRecord dryRun;

  @Inject
  TidyRecords(MountTables mounts) {
    this.mounts = mounts;
    config = new SysRecord(mounts, "identity-tidy");
    run = new SysRecord(mounts, "identity-tidy-run");
    dryRun = new SysRecord(mounts, "identity-tidy-dry-run");
  }

  /** The mount of the entities. */
  Optional<Mount> mount(UnitOfWork work) {
    return mounts.of(work).at(IDENTITY);
  }

  TidySettings settings(UnitOfWork work) {
    return config.stored(work).map(TidyRecords::settings).orElse(TidySettings.STANDARD);
  }

  void put(UnitOfWork work, TidySettings settings) {
    config.put(
        work,
        Value.Obj.builder()
            .put(ENABLED, settings.enabled())
            .put(UNUSED_FOR, settings.unusedFor().toSeconds())
            .put(INTERVAL, settings.interval().toSeconds())
            .build());
  }

  private static TidySettings settings(Value.Obj stored) {
    return new TidySettings(
        stored.get(ENABLED).filter(Value.of(true)::equals).isPresent(),
        seconds(stored, UNUSED_FOR),
        seconds(stored, INTERVAL));
  }

  private static Duration seconds(Value.Obj stored, String name) {
    return stored
        .get(name)
        .map(value -> Duration.ofSeconds(Long.parseLong(((Value.Num) value).literal())))
        .orElseThrow(
            () ->
                new ServiceException(
                    ErrorCode.RECORD_UNREADABLE, "the settings of identity/tidy lack " + name));
  }

  /** The report of the latest run, or dry run. */
  Optional<Value.Obj> report(UnitOfWork work, boolean dry) {
    return of(dry).stored(work);
  }

  void note(UnitOfWork work, boolean dry, Value.Obj report) {
    of(dry).note(work, report);
  }

  private SysRecord of(boolean dry) {
    return dry ? dryRun : run;
  }
}
