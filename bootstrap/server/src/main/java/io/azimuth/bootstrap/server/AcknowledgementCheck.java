package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.ServerAdvice;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.TokenAdviceCode;
import io.azimuth.spi.AuthMethodFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses acknowledgements of advice that neither the server nor a linter of roles gives. */
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
    plugins.authMethods().forEach(plugin -> known.addAll(ofRoles(plugin)));
    for (Acknowledgement one : all) {
      if (!known.contains(one.code())) {
        error(one, "there is no such advice; there are: " + String.join(", ", known));
      } else if (ofServer.contains(one.code()) && one.mount().isPresent()) {
        error(one, "mount: this advice is about the whole server");
      }
    }
  }

  private void error(Acknowledgement one, String sentence) {
    problems.error(one.line(), "acknowledge \"" + one.code() + "\": " + sentence);
  }

  private List<String> ofRoles(LoadedPlugin<AuthMethodFactory> plugin) {
    try {
      return plugin
          .origin()
          .starting(() -> plugin.factory().advice().stream().map(AdviceName::code).toList());
    } catch (RuntimeException | LinkageError e) {
      problems.error(0, plugin + " failed to name its advice: " + e.getClass().getName());
      return List.of();
    }
  }
}
