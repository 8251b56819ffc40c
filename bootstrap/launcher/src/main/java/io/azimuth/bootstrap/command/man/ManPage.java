package io.azimuth.bootstrap.command.man;

import io.azimuth.bootstrap.build.BuildInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command and of all commands below it, in the macros of man(7). It has no
 * date, so that two builds of one version are the same.
 */
final class ManPage {

  private static final String EXIT_STATUS =
      """
      .SH EXIT STATUS
      .TP
      0
      The command succeeded.
      .TP
      1
      The command failed.
      .TP
      2
      The usage is wrong, nothing is there, or the server is sealed.
      """;

  private final CommandLine command;
  private final Function<CommandSpec, String> examples;
  private final Predicate<OptionSpec> isCommon;
  private final StringBuilder page = new StringBuilder();

  ManPage(
      CommandLine command, Function<CommandSpec, String> examples, Predicate<OptionSpec> isCommon) {
    this.isCommon = isCommon;
    this.command = command;
    this.examples = examples;
  }

  String text() {
    String name = name(command).replace(' ', '-');
    page.append(".TH ")
        .append(escaped(name.toUpperCase(Locale.ROOT)))
        .append(" 1 \"\" \"Azimuth ")
        .append(escaped(BuildInfo.version()))
        .append("\" \"Azimuth\"\n.SH NAME\n")
        .append(escaped(name))
        .append(" \\- ")
        .append(escaped(first(command)))
        .append('\n');
    section("SYNOPSIS");
    synopsis(command);
    section("DESCRIPTION");
    description(command);
    if (!command.getCommandSpec().args().stream().allMatch(this::isCommonOption)) {
      section("OPTIONS");
      arguments(command);
    }
    if (!command.getSubcommands().isEmpty()) {
      section("COMMANDS");
      boolean root = name.equals("azimuth");
      shown(command).forEach(root ? this::reference : this::below);
    }
    common();
    if (!name.equals("azimuth")) { // its own would be all
      examples();
    }
    page.append(EXIT_STATUS);
    section("SEE ALSO");
    page.append(
        name.equals("azimuth")
            ? "The commands have pages of their own, such as\n.BR azimuth\\-login (1).\n"
            : ".BR azimuth (1)\n");
    return page.toString();
  }

  private boolean isCommonOption(ArgSpec argument) {
    return argument instanceof OptionSpec option && isCommon.test(option);
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static Stream<CommandLine> shown(CommandLine command) {
    return command.getSubcommands().values().stream()
        .filter(one -> !one.getCommandSpec().usageMessage().hidden());
  }

  private static String first(CommandLine command) {
    String[] lines = command.getCommandSpec().usageMessage().description();
    String whole = String.join(" ", lines);
    int end = whole.indexOf(". ");
    return (end < 0 ? whole : whole.substring(0, end)).replaceFirst("[.:]$", "");
  }

  private void section(String title) {
    page.append(".SH ").append(title).append('\n');
  }

  private void synopsis(CommandLine of) {
    String line = new Help(of.getCommandSpec(), of.getColorScheme()).synopsis(0).strip();
    page.append(escaped(line.replaceAll("\\s+", " "))).append('\n');
  }

  private void description(CommandLine of) {
    paragraph(String.join(" ", of.getCommandSpec().usageMessage().description()));
  }

  private void paragraph(String text) {
    page.append(escaped(text)).append('\n');
  }

  private void reference(CommandLine of) {
    page.append(".TP\n.BR ").append(escaped(name(of).replace(' ', '-'))).append(" (1)\n");
    paragraph(first(of) + ".");
  }

  private void below(CommandLine of) {
    page.append(".SS ").append(escaped(name(of))).append('\n');
    synopsis(of);
    page.append(".PP\n");
    description(of);
    arguments(of);
    shown(of).forEach(this::below);
  }

  private void arguments(CommandLine of) {
    for (PositionalParamSpec one : of.getCommandSpec().positionalParameters()) {
      item("\\fI" + escaped(one.paramLabel()) + "\\fR", one);
    }
    of.getCommandSpec().options().stream()
        .filter(one -> !one.hidden() && !isCommon.test(one))
        .forEach(this::option);
  }

  private void option(OptionSpec option) {
    String names = "\\fB" + escaped(String.join(", ", List.of(option.names()))) + "\\fR";
    String value = "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    item(option.arity().max() > 0 ? names + value : names, option);
  }

  /** The options that the command has in common with all others, or that those below it have. */
  private void common() {
    CommandLine leaf = command;
    while (!leaf.getSubcommands().isEmpty() && !name(command).equals("azimuth")) {
      leaf = shown(leaf).findFirst().orElseThrow();
    }
    List<OptionSpec> options = leaf.getCommandSpec().options().stream().filter(isCommon).toList();
    section(options.size() > 1 ? "SERVER AND OUTPUT" : "HELP");
    options.forEach(this::option);
  }

  private void item(String heading, ArgSpec of) {
    page.append(".TP\n").append(heading).append('\n');
    paragraph(
        String.join(" ", of.description())
            .replace(
                "${DEFAULT-VALUE}", Optional.ofNullable(of.defaultValueString()).orElse("none")));
  }

  private void examples() {
    String text = examples.apply(command.getCommandSpec());
    if (!text.isEmpty()) {
      section("EXAMPLES");
      page.append(".nf\n");
      text.lines()
          .map(String::strip)
          .filter(line -> line.startsWith("azimuth"))
          .forEach(line -> page.append(escaped(line)).append('\n'));
      page.append(".fi\n");
    }
  }

  /** Text without meaning to the formatter, which reads a dot at the beginning as a request. */
  static String escaped(String text) {
    String plain =
        text.replace("\\", "\\(rs")
            .replace("-", "\\-")
            .replace("%n", " ")
            .codePoints()
            .mapToObj(ManPage::ascii)
            .collect(Collectors.joining());
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  private static String ascii(int character) {
    return character < 0x80 ? Character.toString(character) : "\\[u%04X]".formatted(character);
  }
}
