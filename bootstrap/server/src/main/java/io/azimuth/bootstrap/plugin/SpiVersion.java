package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.PluginContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the interface for plugins, {@code azimuth-spi}. The third number and a suffix do not
 * matter for plugins and are left out.
 *
 * @param major grows when plugins must change
 * @param minor grows when the interface grows; before 1.0 also when plugins must change
 */
public record SpiVersion(int major, int minor) {

  /** The attribute of a jar's manifest with the version that the plugin was built against. */
  public static final String ATTRIBUTE = "Azimuth-SPI-Version";

  private static final String FILE = "spi.properties";

  private static final Pattern TEXT =
      Pattern.compile(
          "(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})(\\.[0-9]{1,6})?(-[0-9A-Za-z.-]+)?");

  /** The version that the build wrote into the jar of the interface. */
  public static SpiVersion ofServer() {
    Properties properties = new Properties();
    try (InputStream in = PluginContext.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return of(properties.getProperty("version", ""))
        .orElseThrow(() -> new IllegalStateException(FILE + " has no version"));
  }

  /** The version in a text such as {@code 0.1}, {@code 0.1.3} or {@code 0.1.0-SNAPSHOT}. */
  public static Optional<SpiVersion> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SpiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether a server with this version has all that a plugin of the other version uses. */
  public boolean serves(SpiVersion plugin) {
    return major == plugin.major && (major == 0 ? minor == plugin.minor : minor >= plugin.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
