package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.bootstrap.plugin.PluginStartException;
import io.azimuth.bootstrap.plugin.guard.SettingsRedaction;
import io.azimuth.domain.text.Suggestion;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Lets one plugin check its settings; what it throws is a problem of the configuration file. */
final class SettingsCheck {

  private final LoadedPlugin<?> plugin;
  private final String block;
  private final ToIntFunction<String> lineOf;

  /**
   * Creates a check.
   *
   * @param block the block as the file has it, such as {@code storage "mapdb"}
   * @param lineOf the line of a key; the line of {@code ""} is that of the block itself
   */
  SettingsCheck(LoadedPlugin<?> plugin, String block, ToIntFunction<String> lineOf) {
    this.plugin = plugin;
    this.block = block;
    this.lineOf = lineOf;
  }

  /** Calls {@code validate} of the factory. A reported problem contains no value of a setting. */
  void run(PluginSettings settings, Consumer<PluginSettings> validate, ConfigProblems problems) {
    try {
      var unused =
          plugin
              .origin()
              .starting(
                  () -> {
                    validate.accept(settings);
                    return settings;
                  });
    } catch (InvalidSettingsException e) {
      String problem = new SettingsRedaction(settings).redact(sentence(e));
      problems.error(lineOf.applyAsInt(e.key()), block + ": " + problem);
    } catch (PluginStartException e) {
      failed(e.type(), problems);
    } catch (PluginLateException e) {
      failed(String.valueOf(e.getMessage()), problems);
    } catch (RuntimeException | LinkageError e) {
      failed(e.getClass().getName(), problems);
    }
  }

  private void failed(String reason, ConfigProblems problems) {
    problems.error(
        lineOf.applyAsInt(""),
        block + ": " + plugin.origin() + " failed to check the settings: " + reason);
  }

  private static String sentence(InvalidSettingsException e) {
    return e.namesUnknownKey()
        ? "unknown key \"" + e.key() + "\"" + Suggestion.sentence(e.key(), e.knownKeys())
        : String.valueOf(e.getMessage());
  }
}
