package io.azimuth.bootstrap.command.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Finds what the last word of a command line can be: each with a tab and a description, if any. */
final class CompletionWords {

  /** What a shell would not read as something else than a word. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./@+,=%-]+");

  private static final String PATH = "PATH";
  private static final String AUTH = "auth/";
  private static final Set<String> SECRETS = Set.of("kv", "secrets");

  private final CommandLine root;
  private final Paths paths;

  CompletionWords(CommandLine root, Paths paths) {
    this.root = root;
    this.paths = paths;
  }

  /** Knows the paths of a server. */
  @FunctionalInterface
  interface Paths {

    /**
     * The paths that begin with this; none if the server cannot be asked.
     *
     * @param secrets whether paths are those of secrets, without {@code data/} and the like
     * @param address the address of the server, if the command line has one
     */
    List<String> beginningWith(String prefix, boolean secrets, Optional<String> address);
  }

  /** The candidates for the last of these words. */
  List<String> of(List<String> words) {
    CommandLine at = root;
    Optional<OptionSpec> expecting = Optional.empty();
    int parameters = 0;
    for (String word : words.subList(0, Math.max(0, words.size() - 1))) {
      if (expecting.isPresent()) { // bash makes a word of the = before the value
        expecting = word.equals("=") ? expecting : Optional.empty();
      } else if (word.startsWith("-")) {
        expecting = option(at, word).filter(it -> it.arity().max() > 0);
      } else if (at.getSubcommands().containsKey(word)) {
        at = at.getSubcommands().get(word);
      } else {
        parameters++;
      }
    }
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    Stream<String> found =
        expecting.isPresent()
            ? values(expecting.get(), last.equals("=") ? "" : last)
            : candidates(at, parameters, last, address(words));
    return found.filter(it -> HARMLESS.matcher(word(it)).matches()).distinct().toList();
  }

  private Stream<String> candidates(
      CommandLine at, int parameters, String last, Optional<String> address) {
    if (last.startsWith("-")) {
      int equals = last.indexOf('=');
      return equals < 0
          ? options(at, last)
          : option(at, last.substring(0, equals)).stream()
              .flatMap(it -> values(it, last.substring(equals + 1)))
              .map(value -> last.substring(0, equals + 1) + value);
    }
    if (!at.getSubcommands().isEmpty()) {
      return commands(at, last);
    }
    Optional<PositionalParamSpec> parameter =
        at.getCommandSpec().positionalParameters().stream()
            .filter(it -> it.index().contains(parameters))
            .findFirst();
    if (parameter.filter(it -> it.paramLabel().equals(PATH)).isPresent()) {
      return paths(at.getCommandSpec().qualifiedName().split(" ", -1)[1], last, address);
    }
    return parameter.stream().flatMap(it -> values(it, last));
  }

  private Stream<String> paths(String group, String last, Optional<String> address) {
    return switch (group) {
      case "audit" -> Stream.empty(); // its paths are names of devices
      case "auth" -> // whose paths are below auth/
          paths.beginningWith(AUTH + last, false, address).stream()
              .map(path -> path.substring(AUTH.length()));
      default -> paths.beginningWith(last, SECRETS.contains(group), address).stream();
    };
  }

  private static Stream<String> commands(CommandLine at, String last) {
    return at.getSubcommands().entrySet().stream()
        .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
        .filter(one -> one.getKey().startsWith(last))
        .map(CompletionWords::described);
  }

  private static String described(Map.Entry<String, CommandLine> command) {
    return described(
        command.getKey(), command.getValue().getCommandSpec().usageMessage().description());
  }

  private static Stream<String> options(CommandLine at, String last) {
    return at.getCommandSpec().options().stream()
        .filter(Predicate.not(OptionSpec::hidden))
        .filter(it -> it.longestName().startsWith(last))
        .map(
            it ->
                described(it.longestName() + (it.arity().max() > 0 ? "=" : ""), it.description()));
  }

  private static String described(String word, String... description) {
    String first = description.length == 0 ? "" : description[0].split("[.;:] ", 2)[0];
    return first.isEmpty() ? word : word + "\t" + first;
  }

  private static String word(String candidate) {
    int tab = candidate.indexOf('\t');
    return tab < 0 ? candidate : candidate.substring(0, tab);
  }

  private static Stream<String> values(ArgSpec argument, String prefix) {
    return Optional.ofNullable(argument.completionCandidates()).stream()
        .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
        .filter(value -> value.startsWith(prefix));
  }

  private static Optional<OptionSpec> option(CommandLine at, String name) {
    return Optional.ofNullable(at.getCommandSpec().optionsMap().get(name));
  }

  private static Optional<String> address(List<String> words) {
    List<String> flat = new ArrayList<>(words);
    flat.removeIf("="::equals);
    for (int i = 0; i < flat.size(); i++) {
      if (flat.get(i).startsWith("--address=")) {
        return Optional.of(flat.get(i).substring("--address=".length()));
      }
      if (flat.get(i).equals("--address") && i + 1 < flat.size()) {
        return Optional.of(flat.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
