package hoard;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** A storage engine that fails, and says which class loader its thread has. */
public final class HoardEngineFactory implements KeyValueEngineFactory {

  @Override
  public String type() {
    return "hoard";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of("fail", "secret"));
    String secret = settings.text("secret").orElse("");
    switch (settings.text("fail").orElse("never")) {
      case "error" -> throw new AssertionError(secret);
      case "settings" -> throw new InvalidSettingsException("fail", "is " + secret);
      case "runtime" -> throw new IllegalStateException(secret);
      case "link" -> throw new NoClassDefFoundError(secret);
      case "thread" -> throw new InvalidSettingsException("fail", "in " + loader());
      default -> {}
    }
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, PluginContext context) {
    throw new ServiceException(ErrorCode.STORE_UNUSABLE, "opened in " + loader());
  }

  @Override
  public Optional<Path> restore(
      PluginSettings settings, PluginContext context, Iterator<Batch> content, boolean replace) {
    throw new ServiceException(ErrorCode.STORE_UNUSABLE, "restored in " + loader());
  }

  private static String loader() {
    ClassLoader own = HoardEngineFactory.class.getClassLoader();
    return Thread.currentThread().getContextClassLoader() == own ? "its loader" : "another loader";
  }
}
