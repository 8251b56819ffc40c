package prowler;

import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes an auth method that tries to leave its own mounts. */
public final class ProwlerAuthFactory implements AuthMethodFactory {

  private final AtomicInteger asked = new AtomicInteger();

  /** The type of its own, but later that of the server's method, whose mounts it would like. */
  @Override
  public String type() {
    return asked.getAndIncrement() == 0 ? "prowler" : "azure";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of("fail", "release", "secret"));
    if (settings.text("fail").filter("validate"::equals).isPresent()) {
      throw new InvalidSettingsException("fail", "is " + settings.text("secret").orElse(""));
    }
    if (settings.text("fail").filter("validator"::equals).isPresent()) {
      throw new IllegalStateException(settings.text("secret").orElse(""));
    }
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    fail(settings, "create");
    return new ProwlerAuth(settings, context);
  }

  static void fail(PluginSettings settings, String where) {
    if (settings.text("fail").filter(where::equals).isPresent()) {
      throw new IllegalStateException("no port for " + settings.text("secret").orElse("anybody"));
    }
  }
}
