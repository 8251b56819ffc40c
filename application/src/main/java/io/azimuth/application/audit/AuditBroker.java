package io.azimuth.application.audit;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private volatile Generation generation = new Generation(Long.MIN_VALUE, List.of());

  @Inject
  AuditBroker(Set<AuditDeviceFactory> factories, Clock clock) {
    this.factories = Set.copyOf(factories);
    this.clock = clock;
  }

  /** The factory of that type of device. */
  public Optional<AuditDeviceFactory> factory(String type) {
    return factories.stream().filter(factory -> factory.type().equals(type)).findFirst();
  }

  /** The devices as of the epoch of this unit of work, opened where they are new. */
  public Devices devices(UnitOfWork work) {
    Generation current = generation;
    return current.epoch() == work.epoch() ? current : refresh(work);
  }

  /** Opens all files anew, also those that could not be opened before. */
  public synchronized void reopen() {
    List<Open> reopened = new ArrayList<>();
    for (Open open : generation.open()) {
      open.device().ifPresent(AuditDevice::reopen);
      reopened.add(open.device().isPresent() ? open : open(open.spec()));
    }
    generation = new Generation(generation.epoch(), reopened);
  }

  @Override
  public synchronized void close() {
    generation.open().forEach(open -> open.device().ifPresent(AuditDevice::close));
    generation = new Generation(Long.MIN_VALUE, List.of());
  }

  private synchronized Generation refresh(UnitOfWork work) {
    Generation old = generation;
    if (old.epoch() >= work.epoch()) {
      return old;
    }
    List<Open> open = new ArrayList<>();
    for (AuditDeviceSpec spec : work.auditDevices().all()) {
      open.add(reuse(old, spec).orElseGet(() -> open(spec)));
    }
    old.open().stream()
        .filter(gone -> !open.contains(gone))
        .forEach(gone -> gone.device().ifPresent(AuditDevice::close));
    generation = new Generation(work.epoch(), open);
    return generation;
  }

  private static Optional<Open> reuse(Generation old, AuditDeviceSpec spec) {
    return old.open().stream()
        .filter(open -> open.spec().equals(spec) && open.device().isPresent())
        .findFirst();
  }

  private Open open(AuditDeviceSpec spec) {
    AuditRecordLayout layout = new AuditRecordLayout(new SaltedHash(spec.salt()));
    try {
      return new Open(spec, factory(spec.type()).map(factory -> factory.open(spec)), layout);
    } catch (RefusedException | ServiceException e) {
      LOG.error("audit device cannot be opened, path={}", spec.path());
      return new Open(spec, Optional.empty(), layout);
    }
  }

  /** The devices of one epoch. */
  public interface Devices {

    /**
     * Records the exchange on every device.
     *
     * @throws ServiceException with {@code AUDIT_FAILED} when there are devices and none took it
     */
    void record(AuditedExchange exchange);
  }

  private record Open(
      AuditDeviceSpec spec, Optional<AuditDevice> device, AuditRecordLayout layout) {}

  private final class Generation implements Devices {

    private final long epoch;
    private final List<Open> open;

    Generation(long epoch, List<Open> open) {
      this.epoch = epoch;
      this.open = List.copyOf(open);
    }

    long epoch() {
      return epoch;
    }

    List<Open> open() {
      return open;
    }

    @Override
    public void record(AuditedExchange exchange) {
      if (open.isEmpty()) {
        return;
      }
      long taken = open.stream().filter(device -> takes(device, exchange)).count();
      if (taken == 0) {
        throw new ServiceException(ErrorCode.AUDIT_FAILED, "no audit device took the record");
      }
    }

    private boolean takes(Open open, AuditedExchange exchange) {
      if (open.device().isEmpty()) {
        return false;
      }
      try {
        open.device().get().write(open.layout().lay(exchange, clock.instant()));
        return true;
      } catch (ServiceException e) {
        LOG.error("audit device failed, path={}", open.spec().path());
        return false;
      }
    }
  }
}
