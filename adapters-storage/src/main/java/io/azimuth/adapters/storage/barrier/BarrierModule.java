package io.azimuth.adapters.storage.barrier;

import com.google.inject.AbstractModule;
import io.azimuth.application.port.seal.Barrier;

/**
 * Binds the barrier. Needs an engine, a {@code SecretGenerator}, a clock and the {@link
 * BarrierWork.Source} of the records.
 */
public final class BarrierModule extends AbstractModule {

  /** A module without settings. */
  public BarrierModule() {}

  @Override
  protected void configure() {
    bind(EncryptionLimits.class).toInstance(EncryptionLimits.PRODUCT);
    bind(EncryptionBudgetRefill.class);
    bind(RootKeyHandover.class);
    bind(BarrierKeys.class);
    bind(RecordCipher.class).to(BarrierKeys.class);
    bind(AesBarrier.class);
    bind(Barrier.class).to(AesBarrier.class);
  }
}
