package io.azimuth.bootstrap.server;

import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.PluginSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.SealBlocks;
import io.azimuth.bootstrap.config.StaticSealBlock;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.spi.seal.SealFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the plugins of seals, and lets them check their settings. */
final class SealConfigCheck {

  private static final List<String> OWN_TYPES =
      List.of(StaticSealBlock.TYPE, AzureKeyVaultSealBlock.TYPE);

  private final SealBlocks blocks;
  private final PluginCatalog plugins;
  private final ConfigProblems problems;

  SealConfigCheck(SealBlocks blocks, PluginCatalog plugins, ConfigProblems problems) {
    this.blocks = blocks;
    this.plugins = plugins;
    this.problems = problems;
  }

  void run() {
    for (LoadedPlugin<SealFactory> plugin : plugins.seals()) {
      if (OWN_TYPES.contains(plugin.type()) || plugin.type().equals(SealSetup.SHAMIR)) {
        problems.error(0, plugin + " has the type of one that the server has itself");
      }
    }
    for (SealBlock block : blocks.all()) {
      if (block instanceof PluginSealBlock ofPlugin) {
        check(ofPlugin);
      }
    }
  }

  private void check(PluginSealBlock block) {
    String name = "seal \"" + block.type() + "\"";
    Optional<LoadedPlugin<SealFactory>> plugin = plugins.seal(block.type());
    if (plugin.isEmpty()) {
      problems.error(
          block.lineOf(""),
          name
              + ": the kinds are "
              + kinds()
              + "; without a seal block, Shamir key shares are used");
      return;
    }
    new SettingsCheck(plugin.get(), name, block::lineOf)
        .run(block.settings(), plugin.get().factory()::validate, problems);
  }

  private String kinds() {
    List<String> all =
        Stream.concat(OWN_TYPES.stream(), plugins.seals().stream().map(LoadedPlugin::type))
            .map(type -> "\"" + type + "\"")
            .toList();
    int last = all.size() - 1;
    return all.subList(0, last).stream().collect(Collectors.joining(", "))
        + " and "
        + all.get(last);
  }
}
