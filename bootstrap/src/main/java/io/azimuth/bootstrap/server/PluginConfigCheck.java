package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.PluginBlock;
import io.azimuth.bootstrap.config.PluginBlocks;
import io.azimuth.bootstrap.config.file.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.text.Suggestion;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngineFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Lets auth methods and secrets engines check their settings. */
final class PluginConfigCheck {

  private final PluginBlocks blocks;
  private final PluginCatalog plugins;
  private final ConfigProblems problems;

  PluginConfigCheck(PluginBlocks blocks, PluginCatalog plugins, ConfigProblems problems) {
    this.blocks = blocks;
    this.plugins = plugins;
    this.problems = problems;
  }

  void run() {
    Set<String> types = new TreeSet<>();
    for (LoadedPlugin<AuthMethodFactory> plugin : plugins.authMethods()) {
      types.add(plugin.type());
      validate(plugin, plugin.factory()::validate);
    }
    for (LoadedPlugin<SecretsEngineFactory> plugin : plugins.secretsEngines()) {
      types.add(plugin.type());
      validate(plugin, plugin.factory()::validate);
    }
    blocks.blocks().stream()
        .filter(block -> !types.contains(block.type()))
        .forEach(block -> reportUnknown(block, types));
  }

  private void reportUnknown(PluginBlock block, Set<String> types) {
    String suggestion = Suggestion.sentence(block.type(), types);
    problems.error(
        block.lineOf(""),
        "plugin \"%s\": there is no such auth method or secrets engine%s"
            .formatted(
                block.type(),
                suggestion.isEmpty() ? "; there are: " + String.join(", ", types) : suggestion));
  }

  private void validate(LoadedPlugin<?> plugin, Consumer<PluginSettings> check) {
    String type = plugin.type();
    new SettingsCheck(plugin, "plugin \"" + type + "\"", key -> lineOf(type, key))
        .run(blocks.settings(type), check, problems);
  }

  private int lineOf(String type, String key) {
    return blocks.ofType(type).map(found -> found.lineOf(key)).orElse(0);
  }
}
