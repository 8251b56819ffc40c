package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.EngineContext;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.metrics.NoMetrics;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.helpers.NOPLogger;

/** Numbered tokens; a refused one is followed by the next. */
final class FakeTokens implements AccessTokenSource {

  volatile boolean failing;
  private volatile int number = 1;

  @Override
  public SecretText token() {
    if (failing) {
      throw new ServiceException(ErrorCode.AZURE_SIGN_IN_FAILED, "signing in failed: down");
    }
    return SecretText.of("token-" + number);
  }

  @Override
  public synchronized void refused(SecretText token) {
    if (token.equals(token())) {
      number++;
    }
  }

  EngineContext context() {
    return new EngineContext(
        new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER),
        Optional.of(this),
        new NoMetrics());
  }

  DatabaseLogin login(PostgresSettings settings) {
    return new DatabaseLogin(settings, context());
  }
}
