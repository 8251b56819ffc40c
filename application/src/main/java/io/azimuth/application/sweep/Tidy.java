package io.azimuth.application.sweep;

import io.azimuth.application.epoch.StaleReadException;
import io.azimuth.application.token.UsesTidy;
import io.azimuth.domain.error.ServiceException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleaning on an operator's word: all that the sweeper does, and counts of uses without a token.
 */
@Singleton
public final class Tidy {

  private static final Logger LOG = LoggerFactory.getLogger(Tidy.class);

  private final Sweeper sweeper;
  private final UsesTidy uses;
  private final BackgroundWork background;
  private final AtomicBoolean due = new AtomicBoolean();

  @Inject
  Tidy(Sweeper sweeper, UsesTidy uses, BackgroundWork background) {
    this.sweeper = sweeper;
    this.uses = uses;
    this.background = background;
  }

  /** Begins it in the background; one that is still to begin does for all who asked. */
  public void begin() {
    if (due.compareAndSet(false, true)) {
      background.soon(this::run);
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
