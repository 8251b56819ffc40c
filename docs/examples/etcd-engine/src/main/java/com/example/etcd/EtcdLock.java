package com.example.etcd;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.LeaderLock;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.util.concurrent.TimeUnit;

/** A key with a lease. etcd deletes it when the lease is not renewed in time. */
final class EtcdLock implements LeaderLock {

  private static final long LEASE_SECONDS = 15;

  /** Less than the lease, so that this process is the first to know that it lost the lock. */
  private static final long CERTAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long NONE = 0;

  private final Etcd etcd;
  private long lease = NONE;
  private volatile boolean held;
  private volatile long confirmed;

  EtcdLock(Etcd etcd) {
    this.etcd = etcd;
  }

  @Override
  public boolean hold() {
    long asked = System.nanoTime();
    try {
      Lease leases = etcd.client.getLeaseClient();
      if (lease == NONE
          || etcd.await(leases.keepAliveOnce(lease).exceptionally(ended -> null)) == null) {
        lease = etcd.await(leases.grant(LEASE_SECONDS)).getID();
      }
      ByteSequence key = etcd.keys.own("leader");
      PutOption leased = PutOption.builder().withLeaseId(lease).build();
      var answer =
          etcd.await(
              etcd.kv()
                  .txn()
                  .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(0)))
                  .Then(Op.put(key, ByteSequence.EMPTY, leased))
                  .Else(Op.get(key, GetOption.DEFAULT))
                  .commit());
      held =
          answer.isSucceeded()
              || answer.getGetResponses().get(0).getKvs().get(0).getLease() == lease;
      confirmed = asked;
      return held;
    } catch (ServiceException e) { // the log has the reason
      return isHeld();
    }
  }

  @Override
  public boolean isHeld() {
    return held && System.nanoTime() - confirmed < CERTAIN_NANOS;
  }

  @Override
  public void release() {
    held = false;
    if (lease != NONE) {
      try {
        etcd.await(etcd.client.getLeaseClient().revoke(lease));
      } catch (ServiceException e) {
        // the lease ends by itself
      }
      lease = NONE;
    }
  }
}
