package io.azimuth.bootstrap.command.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * Accepts the options of a command before its name, too: {@code azimuth --address=URL kv get PATH}.
 * They are moved behind the words of the command.
 */
final class LeadingOptions {

  private LeadingOptions() {}

  /**
   * The arguments with the words of the command first.
   *
   * @param root the command line, with at least the command that the arguments name
   */
  static String[] moved(CommandLine root, String... arguments) {
    List<String> words = new ArrayList<>();
    List<String> options = new ArrayList<>();
    CommandLine at = root;
    int i = 0;
    while (i < arguments.length && !arguments[i].equals("--") && !at.getSubcommands().isEmpty()) {
      String argument = arguments[i];
      i++;
      if (!isOption(argument)) {
        words.add(argument);
        if (!at.getSubcommands().containsKey(argument)) {
          break;
        }
        at = at.getSubcommands().get(argument);
      } else {
        options.add(argument);
        if (i < arguments.length && takesValue(root, argument)) {
          options.add(arguments[i]);
          i++;
        }
      }
    }
    words.addAll(options);
    words.addAll(Arrays.asList(arguments).subList(i, arguments.length));
    return words.toArray(String[]::new);
  }

  private static boolean isOption(String argument) {
    return argument.length() > 1 && argument.startsWith("-");
  }

  private static boolean takesValue(CommandLine command, String option) {
    boolean here =
        command.getCommandSpec().optionsMap().containsKey(option)
            && command.getCommandSpec().optionsMap().get(option).arity().max() > 0;
    return here
        || command.getSubcommands().values().stream().anyMatch(sub -> takesValue(sub, option));
  }
}
