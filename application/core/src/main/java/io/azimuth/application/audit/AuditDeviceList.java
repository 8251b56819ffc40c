package io.azimuth.application.audit;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a store of an earlier version list its audit devices; again, when a server of that version
 * has begun an epoch without the list.
 */
@Singleton
public final class AuditDeviceList {

  private static final Logger LOG = LoggerFactory.getLogger(AuditDeviceList.class);

  private final Barrier barrier;
  private final Store store;

  @Inject
  AuditDeviceList(Barrier barrier, Store store) {
    this.barrier = barrier;
    this.store = store;
  }

  /** Makes the list, if the store is open and has none. For the leader, again and again. Blocks. */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      UnitOfWork work = store.begin();
      if (work.auditDevices().listPresent()
          && store.commit(work).toCompletableFuture().join() == CommitOutcome.COMMITTED) {
        LOG.info("the store lists its audit devices from now on");
      }
    } catch (ServiceException e) {
      LOG.debug("the audit devices are listed later: {}", e.detail());
    }
  }
}
