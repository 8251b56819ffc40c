package io.azimuth.application.audit;

import io.azimuth.application.api.ApiRequest;
import io.azimuth.application.api.Value;
import io.azimuth.application.epoch.EpochCache;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.MountStorage;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.MountPath;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which headers of requests are recorded; one record of {@code sys}. */
@Singleton
public final class AuditedHeaders {

  private static final MountPath SYS = new MountPath("sys/");
  private static final String RECORD = "audited-headers";

  private final EpochCache<String, Map<String, Boolean>> cache = new EpochCache<>();
  private final MountTables mounts;

  @Inject
  AuditedHeaders(MountTables mounts) {
    this.mounts = mounts;
  }

  /** Their names, in lower case, and whether their values are hashed. */
  public Map<String, Boolean> of(UnitOfWork work) {
    return cache.get(work, "", () -> stored(work));
  }

  /** What of that the request has. */
  public List<AuditedHeader> of(UnitOfWork work, ApiRequest request) {
    return of(work).entrySet().stream()
        .filter(one -> request.headers().containsKey(one.getKey()))
        .map(
            one ->
                new AuditedHeader(
                    one.getKey(),
                    one.getValue(),
                    request.headers().getOrDefault(one.getKey(), List.of())))
        .toList();
  }

  /** The same, read anew, so that it becomes a precondition of a write. */
  public Map<String, Boolean> stored(UnitOfWork work) {
    Map<String, Boolean> headers = new TreeMap<>();
    storage(work)
        .flatMap(storage -> storage.get(RECORD))
        .ifPresent(
            record ->
                record
                    .members()
                    .forEach((name, hashed) -> headers.put(name, ((Value.Bool) hashed).on())));
    return headers;
  }

  /** Stages them; they hold from the next request on. */
  public void put(UnitOfWork work, Map<String, Boolean> headers) {
    Value.Builder record = Value.Obj.builder();
    headers.forEach(record::put);
    storage(work)
        .orElseThrow(() -> new IllegalStateException("no sys mount"))
        .put(RECORD, record.build());
    work.beginEpoch();
  }

  private Optional<MountStorage> storage(UnitOfWork work) {
    return mounts.of(work).at(SYS).map(sys -> work.storage(sys.uuid()));
  }
}
