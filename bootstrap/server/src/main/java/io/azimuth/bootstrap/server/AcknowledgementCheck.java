package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.ServerAdvice;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.TokenAdviceCode;
import io.azimuth.spi.AuthMethodFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses acknowledgements of advice that neither the server nor an auth method gives. */
final class AcknowledgementCheck {

  private final PluginCatalog plugins;
  private final ConfigProblems problems;

  AcknowledgementCheck(PluginCatalog plugins, ConfigProblems problems) {
    this.plugins = plugins;
    this.problems = problems;
  }

  void run(List<Acknowledgement> all) {
    if (all.isEmpty()) {
      return;
    }
    Set<String> ofServer =
        Stream.of(ServerAdvice.values()).map(ServerAdvice::code).collect(Collectors.toSet());
    Set<String> known = new TreeSet<>(ofServer);
    Stream.of(TokenAdviceCode.values()).map(AdviceName::code).forEach(known::add);
    Map<String, Boolean> onRoles = new HashMap<>();
    for (LoadedPlugin<AuthMethodFactory> plugin : plugins.authMethods()) {
      codes(plugin).forEach((code, it) -> onRoles.merge(code, it, Boolean::logicalAnd));
    }
    known.addAll(onRoles.keySet());
    for (Acknowledgement one : all) {
      if (!known.contains(one.code())) {
        error(one, "there is no such advice; there are: " + String.join(", ", known));
      } else if (ofServer.contains(one.code()) && one.mount().isPresent()) {
        error(one, "mount: this advice is about the whole server");
      } else if (!onRoles.getOrDefault(one.code(), true) && one.role().isPresent()) {
        error(one, "role: this advice is about the whole auth method");
      }
    }
  }

  private void error(Acknowledgement one, String sentence) {
    problems.error(one.line(), "acknowledge \"" + one.code() + "\": " + sentence);
  }

  /** The codes of its advice, and whether each is about roles. */
  private Map<String, Boolean> codes(LoadedPlugin<AuthMethodFactory> plugin) {
    try {
      return plugin
          .origin()
          .starting(
              () ->
                  plugin.factory().advice().stream()
                      .collect(
                          Collectors.toMap(
                              AdviceName::code, AdviceName::isOnRoles, Boolean::logicalAnd)));
    } catch (RuntimeException | LinkageError e) {
      problems.error(0, plugin + " failed to name its advice: " + e.getClass().getName());
      return Map.of();
    }
  }
}
