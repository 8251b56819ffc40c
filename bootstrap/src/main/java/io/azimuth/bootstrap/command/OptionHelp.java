package io.azimuth.bootstrap.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The list of options in a help: those of the command first, those that all commands have last. */
final class OptionHelp {

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
  static boolean isCommon(OptionSpec option) {
    return OF_ALL.contains(option.longestName());
  }

  /** The options of the command that belong to it alone, in the order of their declaration. */
  static List<OptionSpec> own(Stream<OptionSpec> options) {
    return options.filter(it -> !it.hidden() && !isCommon(it)).toList();
  }

  /** The options that all commands have. */
  static List<OptionSpec> common(Stream<OptionSpec> options) {
    return options.filter(it -> !it.hidden() && isCommon(it)).toList();
  }

  static String list(Help help) {
    List<OptionSpec> own = own(help.commandSpec().options().stream());
    List<OptionSpec> common = common(help.commandSpec().options().stream());
    String heading = own.isEmpty() || common.size() < 2 ? "" : HEADING;
    return list(help, own) + heading + list(help, common);
  }

  private static String list(Help help, List<OptionSpec> options) {
    return help.optionListExcludingGroups(
        options, help.createDefaultLayout(), null, help.parameterLabelRenderer());
  }
}
