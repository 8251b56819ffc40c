package io.azimuth.application.audit;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.SysRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which request headers are recorded; kept as one record of {@code sys}. */
@Singleton
public final class AuditedHeaders {

  /** Headers that hold nothing but credentials, in lower case; they are never recorded. */
  public static final Set<String> CREDENTIALS =
      Set.of("x-vault-token", "authorization", "proxy-authorization", "cookie");

  private final EpochCache<String, Map<String, Boolean>> cache = new EpochCache<>();
  private final SysRecord record;

  @Inject
  AuditedHeaders(MountTables mounts) {
    this.record = new SysRecord(mounts, "audited-headers");
  }

  /** The configured names, in lower case, and whether their values are hashed. */
  public Map<String, Boolean> of(UnitOfWork work) {
    return cache.get(work, "", () -> stored(work));
  }

  /** The same, read again, so that it becomes a precondition of a write. */
  public Map<String, Boolean> stored(UnitOfWork work) {
    Map<String, Boolean> headers = new TreeMap<>();
    record
        .stored(work)
        .map(Value.Obj::members)
        .orElse(Map.of())
        .forEach((name, hashed) -> headers.put(name, ((Value.Bool) hashed).on()));
    return headers;
  }

  /** Stages the configuration, which is in force from the next request on. */
  public void put(UnitOfWork work, Map<String, Boolean> headers) {
    Value.Builder all = Value.Obj.builder();
    headers.forEach(all::put);
    record.put(work, all.build());
  }

  /** The configured headers that the request has. */
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
}
