package io.azimuth.application.sweep;

import io.azimuth.application.token.backend.TokenCleaning;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleaning on an operator's request: the work of the sweeper, and use counts without a token. */
@Singleton
public final class TidyJob implements TokenCleaning {

  private static final Logger LOG = LoggerFactory.getLogger(TidyJob.class);

  private final Sweeper sweeper;
  private final UseCountSweep uses;
  private final BackgroundExecutor background;
  private final AtomicBoolean due = new AtomicBoolean();

  @Inject
  TidyJob(Sweeper sweeper, UseCountSweep uses, BackgroundExecutor background) {
    this.sweeper = sweeper;
    this.uses = uses;
    this.background = background;
  }

  @Override
  public void begin() {
    if (due.compareAndSet(false, true)) {
      background.execute(this::run);
    }
  }

  private void run() {
    due.set(false);
    sweeper.run();
    try {
      LOG.info("tidied, counts_of_uses={}", uses.run());
    } catch (ServiceException | StaleReadException e) {
      LOG.warn("tidy interrupted: {}", e.getMessage());
    }
  }
}
