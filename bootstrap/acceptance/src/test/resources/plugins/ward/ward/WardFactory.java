package ward;

import io.azimuth.spi.CloudPlugin;
import io.azimuth.spi.CloudPluginFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import java.util.Set;

/** Makes a source of resources that fails for some of them. */
public final class WardFactory implements CloudPluginFactory {

  @Override
  public String type() {
    return "ward";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of("secret", "release"));
  }

  @Override
  public CloudPlugin create(PluginSettings settings, PluginContext context) {
    return new Ward(settings, context);
  }
}
