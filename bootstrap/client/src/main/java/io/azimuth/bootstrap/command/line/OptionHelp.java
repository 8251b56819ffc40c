package io.azimuth.bootstrap.command.line;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The list of options in a help: those of the command first, those that all commands have last. */
public final class OptionHelp {

  private static final String HEADING = "%nServer and output:%n".formatted();

  private static final Set<String> OF_ALL =
      Set.of(
          "--address",
          "--namespace",
          "--ca-cert",
          "--ca-path",
          "--client-cert",
          "--client-key",
          "--tls-skip-verify",
          "--allow-plain-http",
          "--format",
          "--help");

  private OptionHelp() {}

  /** Whether all commands that ask a server have the option. */
  public static boolean isCommon(OptionSpec option) {
    return OF_ALL.contains(option.longestName());
  }

  /** Lists the options that are not hidden, each part in the order of their declaration. */
  static String list(Help help) {
    List<OptionSpec> own = shown(help, Predicate.not(OptionHelp::isCommon));
    List<OptionSpec> common = shown(help, OptionHelp::isCommon);
    String heading = own.isEmpty() || common.size() < 2 ? "" : HEADING;
    return list(help, own) + heading + list(help, common);
  }

  private static List<OptionSpec> shown(Help help, Predicate<OptionSpec> kind) {
    return help.commandSpec().options().stream()
        .filter(it -> !it.hidden() && kind.test(it))
        .toList();
  }

  private static String list(Help help, List<OptionSpec> options) {
    return help.optionListExcludingGroups(
        options, help.createDefaultLayout(), null, help.parameterLabelRenderer());
  }
}
