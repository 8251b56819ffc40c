package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.engine.Key;
import java.util.Optional;

/** A unit of work that also takes the barrier's own records, which it does not encrypt. */
public interface BarrierWork extends UnitOfWork {

  /** The stored bytes as they are; that they stay so becomes a precondition. */
  Optional<byte[]> readAsIs(Key key);

  /** Stages the bytes as they are. */
  void stageAsIs(Key key, byte[] value);

  /** Makes it a precondition that nothing is stored under the key. */
  void demandAbsent(Key key);

  /** Begins units of work of this kind. */
  interface Source {

    /** A new one. */
    BarrierWork beginBarrierWork();
  }
}
