package io.azimuth.bootstrap.server;

import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.bootstrap.config.AzureConfig;
import io.azimuth.bootstrap.config.LocalSources;
import io.azimuth.bootstrap.config.PluginBlock;
import io.azimuth.bootstrap.config.PluginBlocks;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.text.Suggestion;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.CloudPluginFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.audit.AuditSinkFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lets plugins check their settings, but storage engines and seals. */
final class PluginConfigCheck {

  private final PluginBlocks blocks;
  private final AzureConfig clouds;
  private final PluginCatalog plugins;
  private final ConfigProblems problems;

  PluginConfigCheck(
      PluginBlocks blocks, AzureConfig clouds, PluginCatalog plugins, ConfigProblems problems) {
    this.blocks = blocks;
    this.clouds = clouds;
    this.plugins = plugins;
    this.problems = problems;
  }

  void run() {
    Set<String> types = new TreeSet<>();
    plugins.authMethods().forEach(plugin -> types.add(plugin.type()));
    plugins.secretsEngines().forEach(plugin -> types.add(plugin.type()));
    Set<String> divided = divided();
    for (LoadedPlugin<AuthMethodFactory> plugin : plugins.authMethods()) {
      if (!divided.contains(plugin.type())) {
        validate(plugin, plugin.factory()::validate);
      }
    }
    for (LoadedPlugin<SecretsEngineFactory> plugin : plugins.secretsEngines()) {
      if (!divided.contains(plugin.type())) {
        validate(plugin, plugin.factory()::validate);
      }
    }
    clouds.local().forEach(this::checkServices);
    for (String type : plugins.cloudTypes()) {
      types.add(type);
      if (!divided.contains(type)
          && (clouds.serviceTypes().contains(type) || blocks.ofType(type).isPresent())) {
        LoadedPlugin<CloudPluginFactory> plugin = plugins.cloud(type).orElseThrow();
        validate(plugin, plugin.factory()::validate);
      }
    }
    for (LoadedPlugin<AuditSinkFactory> plugin : plugins.auditSinks()) {
      types.add(plugin.type());
      requireOther(plugin, AuditConfig.OWN_TYPES);
      if (!divided.contains(plugin.type())) {
        validate(plugin, plugin.factory()::validate);
      }
    }
    blocks.blocks().stream()
        .filter(block -> types.contains(block.type()))
        .forEach(this::requireHandlersOfJar);
    blocks.blocks().stream()
        .filter(block -> !types.contains(block.type()))
        .forEach(block -> reportUnknown(block, types));
  }

  private void checkServices(LocalSources local) {
    Optional<String> type = local.services();
    if (type.isPresent() && plugins.cloud(type.get()).isEmpty()) {
      problems.error(
          local.lineOf("services"),
          "cloud \"%s\": services: there is no plugin for clouds of the type \"%s\"%s"
              .formatted(local.cloud(), type.get(), others(type.get(), plugins.cloudTypes())));
    }
  }

  private void requireOther(LoadedPlugin<?> plugin, Set<String> ownTypes) {
    if (ownTypes.contains(plugin.type())) {
      problems.error(0, plugin + " has the type of one that the server has itself");
    }
  }

  // The settings may be secret, and plugins of different kinds may have the same type.
  private Set<String> divided() {
    List<LoadedPlugin<?>> all = new ArrayList<>(plugins.authMethods());
    all.addAll(plugins.secretsEngines());
    all.addAll(plugins.auditSinks());
    plugins.cloudTypes().forEach(type -> all.add(plugins.cloud(type).orElseThrow()));
    Map<String, LoadedPlugin<?>> first = new HashMap<>();
    Set<String> divided = new TreeSet<>();
    for (LoadedPlugin<?> plugin : all) {
      LoadedPlugin<?> other = first.putIfAbsent(plugin.type(), plugin);
      Optional<PluginBlock> block = blocks.ofType(plugin.type());
      if (other != null && other.origin() != plugin.origin() && block.isPresent()) {
        divided.add(plugin.type());
        problems.error(
            block.get().lineOf(""),
            "plugin \"%s\": %s and %s are not of one file, so they cannot share a block"
                .formatted(plugin.type(), other, plugin));
      }
    }
    return divided;
  }

  // Other code of jars has a fixed number of threads, and that of the server none of its own.
  private void requireHandlersOfJar(PluginBlock block) {
    boolean has =
        Stream.concat(plugins.authMethods().stream(), plugins.secretsEngines().stream())
            .filter(plugin -> plugin.type().equals(block.type()))
            .anyMatch(plugin -> !plugin.origin().isBuiltIn());
    if (block.threads().isPresent() && !has) {
      problems.error(
          block.lineOf(PluginBlock.THREADS),
          "plugin \"%s\": %s is for auth methods and secrets engines of jars"
              .formatted(block.type(), PluginBlock.THREADS));
    }
  }

  private void reportUnknown(PluginBlock block, Set<String> types) {
    problems.error(
        block.lineOf(""),
        "plugin \"%s\": there is no such plugin%s"
            .formatted(block.type(), others(block.type(), types)));
  }

  private static String others(String type, Collection<String> types) {
    if (types.isEmpty()) {
      return "; there is none in plugin_directory";
    }
    String suggestion = Suggestion.sentence(type, types);
    return suggestion.isEmpty() ? "; there are: " + String.join(", ", types) : suggestion;
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
