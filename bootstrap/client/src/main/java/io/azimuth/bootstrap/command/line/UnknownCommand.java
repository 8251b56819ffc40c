package io.azimuth.bootstrap.command.line;

import io.azimuth.domain.text.Suggestion;
import java.util.Collection;
import java.util.Map;

/** Explains an unknown command: names the one that was probably meant. */
final class UnknownCommand {

  private static final Map<String, String> INSTEAD =
      Map.of(
          "help", "azimuth --help, azimuth COMMAND --help",
          "logout", "azimuth token revoke --self",
          "scan", "azimuth list --recursive PATH",
          "print", "azimuth token lookup",
          "debug", "azimuth doctor, with --bundle FILE.tar.gz for a file to send",
          "agent", "azimuth login on the machine, see azimuth login --help");

  private UnknownCommand() {}

  /**
   * The message, without the name of the program.
   *
   * @param group the words before it, such as {@code operator}; empty for none
   */
  static String sentence(String group, String name, Collection<String> known) {
    String before = group.isEmpty() ? "" : group + " ";
    String instead = group.isEmpty() ? INSTEAD.getOrDefault(name, "") : "";
    String advice =
        instead.isEmpty()
            ? Suggestion.nearest(name, known)
                .map(near -> "; did you mean '" + before + near + "'?")
                .orElse("")
            : "; instead: " + instead;
    return "there is no command '" + before + name + "'" + advice;
  }
}
