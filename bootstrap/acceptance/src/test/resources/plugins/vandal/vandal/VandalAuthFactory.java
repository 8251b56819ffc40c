package vandal;

import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import java.util.Set;

/** Makes an auth method that does what it can against its server. */
public final class VandalAuthFactory implements AuthMethodFactory {

  @Override
  public String type() {
    return "vandal";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of("hang", "release"));
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    return new VandalAuth(settings, context);
  }
}
