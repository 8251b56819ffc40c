package io.azimuth.application.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.MinInterval;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each record to every enabled device. With devices enabled, one must take the record, or the
 * request fails; with none, everything is allowed.
 */
@Singleton
public final class AuditBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditBroker.class);

  private final Set<AuditDeviceFactory> factories;
  private final Clock clock;
  private final AuditExecutor threads;
  private final AuditMetrics records;
  private final MinInterval looks = new MinInterval(Duration.ofSeconds(1));
  private volatile Generation generation = new Generation(Long.MIN_VALUE, List.of(), false);

  @Inject
  AuditBroker(
      Set<AuditDeviceFactory> factories, Clock clock, AuditExecutor threads, Metrics metrics) {
    this.factories = Set.copyOf(factories);
    this.clock = clock;
    this.threads = threads;
    this.records = new AuditMetrics(metrics);
    metrics.add(this::measure);
  }

  /**
   * Proves that such a device takes records before anything depends on it: one record is written to
   * it.
   *
   * @param requestId of the request that enables it
   * @throws RefusedException when its type is not known, an option is not allowed, it cannot be
   *     opened or does not take the record
   */
  public void prove(AuditDeviceSpec spec, String requestId) {
    AuditDeviceFactory factory =
        factory(spec.type())
            .orElseThrow(() -> RefusedException.invalid("unknown audit device type"));
    RecordOptions.of(spec.options());
    try (AuditDevice device = factory.open(spec)) {
      device.write(AuditRecordLayout.trial(requestId, clock.instant()));
    } catch (ServiceException e) {
      throw RefusedException.invalid("the audit device takes no records: " + e.detail());
    }
  }

  private Optional<AuditDeviceFactory> factory(String type) {
    return factories.stream().filter(factory -> factory.type().equals(type)).findFirst();
  }

  private List<Measurement> measure() {
    return generation.open().stream().flatMap(device -> device.measure().stream()).toList();
  }

  /** The devices as of the epoch of this unit of work. Waits for none of them. */
  public Devices devices(UnitOfWork work) {
    Generation current = generation;
    return current.epoch() == work.epoch() && !isToBeLookedAtAgain(current)
        ? current
        : refresh(work);
  }

  // What is gone may be put back without a new epoch, which no request can begin meanwhile.
  private boolean isToBeLookedAtAgain(Generation current) {
    return current.isIncomplete() && looks.tryAcquire(clock.instant());
  }

  /** Whether there are devices and none of them took its last record, so that nothing is served. */
  public boolean isBlocking() {
    List<OpenAuditDevice> devices = generation.open();
    return !devices.isEmpty() && devices.stream().allMatch(OpenAuditDevice::isFailing);
  }

  /**
   * Tries failing devices again while all of them fail: a server that is taken out of service for
   * its health gets no request that would do it. Does not block.
   */
  public void retry() {
    if (isBlocking()) {
      Instant now = clock.instant();
      generation.open().forEach(device -> device.trySoon("retry", now));
    }
  }

  /**
   * Opens the files of all devices again.
   *
   * @return a sentence for each file that could not be opened; its next record tries again
   */
  public List<String> reopen() {
    return generation.open().stream().flatMap(device -> device.reopen().stream()).toList();
  }

  @Override
  public synchronized void close() {
    generation.open().forEach(OpenAuditDevice::close);
    generation = new Generation(Long.MIN_VALUE, List.of(), false);
  }

  private synchronized Generation refresh(UnitOfWork work) {
    Generation old = generation;
    if (old.epoch() > work.epoch() || (old.epoch() == work.epoch() && !old.isIncomplete())) {
      return old;
    }
    List<OpenAuditDevice> open = new ArrayList<>();
    for (AuditDeviceSpec spec : work.auditDevices().all()) {
      open.add(
          reuse(old, spec)
              .orElseGet(() -> new OpenAuditDevice(spec, factory(spec.type()), threads)));
    }
    List<OpenAuditDevice> gone = gone(work, old);
    open.addAll(gone);
    old.open().stream().filter(former -> !open.contains(former)).forEach(it -> end(it, work));
    generation = new Generation(work.epoch(), open, !gone.isEmpty());
    return generation;
  }

  private List<OpenAuditDevice> gone(UnitOfWork work, Generation old) {
    return work.auditDevices().gone().stream()
        .map(AuditBroker::lost)
        .map(
            spec ->
                reuse(old, spec)
                    .orElseGet(() -> OpenAuditDevice.gone(spec, threads, clock.instant())))
        .toList();
  }

  private static AuditDeviceSpec lost(String path) {
    return new AuditDeviceSpec(path, "gone", "", Map.of(), SecretText.of("none"), false);
  }

  // Without a list a removal by sys/audit, at a server of an earlier version, cannot be recognised.
  private static void end(OpenAuditDevice former, UnitOfWork work) {
    if (!work.auditDevices().isListed()) {
      LOG.error(
          "audit device is no longer in the store, which does not list its devices, path={}; if"
              + " nobody disabled it by sys/audit, somebody changed the store",
          former.spec().path());
    }
    former.closeSoon();
  }

  private static Optional<OpenAuditDevice> reuse(Generation old, AuditDeviceSpec spec) {
    return old.open().stream().filter(open -> open.spec().equals(spec)).findFirst();
  }

  /** The devices of one epoch. */
  public interface Devices {

    /**
     * Records the exchange on every device.
     *
     * @throws ServiceException with {@code AUDIT_FAILED} when there are devices and none took it
     */
    void record(AuditedExchange exchange);

    /**
     * Records the exchange on every device, each behind the records that wait for it. Does not
     * block. For answers that are sent from a thread of the store.
     *
     * @return completes when the first device took the record; fails with {@code AUDIT_FAILED} when
     *     there are devices and none took it
     */
    CompletableFuture<Void> recordSoon(AuditedExchange exchange);
  }

  private final class Generation implements Devices {

    private final long epoch;
    private final List<OpenAuditDevice> open;
    private final boolean incomplete;

    Generation(long epoch, List<OpenAuditDevice> open, boolean incomplete) {
      this.epoch = epoch;
      this.open = List.copyOf(open);
      this.incomplete = incomplete;
    }

    /** Whether one of the devices is gone. */
    boolean isIncomplete() {
      return incomplete;
    }

    long epoch() {
      return epoch;
    }

    List<OpenAuditDevice> open() {
      return open;
    }

    @Override
    public void record(AuditedExchange exchange) {
      if (open.isEmpty()) {
        return;
      }
      long begun = System.nanoTime();
      Instant now = clock.instant();
      boolean taken = false;
      for (OpenAuditDevice device : open) {
        taken |= device.write(exchange, now); // every device, also after one took it
      }
      if (!taken) {
        records.untaken(exchange);
        throw untaken();
      }
      records.taken(exchange, System.nanoTime() - begun);
    }

    @Override
    public CompletableFuture<Void> recordSoon(AuditedExchange exchange) {
      if (open.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      long begun = System.nanoTime();
      Instant now = clock.instant();
      CompletableFuture<Void> taken = new CompletableFuture<>();
      CompletableFuture<?>[] ends =
          open.stream()
              .map(
                  device ->
                      device.writeSoon(exchange, now).thenAccept(took -> completeIf(took, taken)))
              .toArray(CompletableFuture[]::new);
      var unused =
          CompletableFuture.allOf(ends)
              .whenComplete(
                  (all, thrown) ->
                      taken.completeExceptionally(thrown == null ? untaken() : thrown));
      return taken.whenComplete((done, thrown) -> measure(exchange, begun, thrown == null));
    }

    private void measure(AuditedExchange exchange, long begun, boolean taken) {
      if (taken) {
        records.taken(exchange, System.nanoTime() - begun);
      } else {
        records.untaken(exchange);
      }
    }

    private static void completeIf(boolean took, CompletableFuture<Void> taken) {
      if (took) {
        taken.complete(null);
      }
    }

    private static ServiceException untaken() {
      return new ServiceException(ErrorCode.AUDIT_FAILED, "no audit device took the record");
    }
  }
}
