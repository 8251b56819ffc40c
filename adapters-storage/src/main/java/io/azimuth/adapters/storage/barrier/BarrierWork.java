package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.engine.Key;
import java.util.Optional;

/**
 * A unit of work that also reads and writes the barrier's own records, which it does not encrypt.
 */
public interface BarrierWork extends UnitOfWork {

  /** The stored bytes without decryption. That they do not change becomes a precondition. */
  Optional<byte[]> readAsIs(Key key);

  /** Stages the bytes without encryption. */
  void stageAsIs(Key key, byte[] value);

  /** Stages the bytes. The commit encrypts them. */
  void stage(Key key, byte[] plaintext);

  /** Adds the precondition that nothing is stored under the key. */
  void demandAbsent(Key key);

  /** Begins units of work of this kind. */
  interface Source {

    /** Begins a unit of work. */
    BarrierWork beginBarrierWork();
  }
}
