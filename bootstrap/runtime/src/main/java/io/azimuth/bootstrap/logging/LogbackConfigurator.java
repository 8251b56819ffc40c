package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Prevents Logback's search for XML files, which costs start-up time, and discards all records
 * until {@link Logging} sets the target. Loaded by {@link java.util.ServiceLoader}.
 */
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {

  /** For the service loader. */
  public LogbackConfigurator() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
