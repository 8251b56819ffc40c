package io.azimuth.bootstrap.command.man;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code azimuth man-pages}: used by the build. Not for users. */
@Command(name = "man-pages", hidden = true, description = "Used by the build.")
public final class ManPagesCommand implements Runnable {

  private final Supplier<CommandLine> commands;
  private final Function<CommandSpec, String> examples;
  private final Predicate<OptionSpec> isCommon;

  @Parameters(index = "0", paramLabel = "DIR", description = "Where to write the pages.")
  private Path directory = Path.of("");

  /**
   * Creates the command.
   *
   * @param commands makes the command line with all commands
   * @param examples the examples of a command; empty if there are none
   * @param isCommon whether all commands that ask a server have an option
   */
  public ManPagesCommand(
      Supplier<CommandLine> commands,
      Function<CommandSpec, String> examples,
      Predicate<OptionSpec> isCommon) {
    this.isCommon = isCommon;
    this.commands = commands;
    this.examples = examples;
  }

  @Override
  public void run() {
    CommandLine root = commands.get();
    try {
      Files.createDirectories(directory);
      write("azimuth", new ManPage(root, examples, isCommon));
      for (Map.Entry<String, CommandLine> one : new TreeMap<>(root.getSubcommands()).entrySet()) {
        if (!one.getValue().getCommandSpec().usageMessage().hidden()) {
          write("azimuth-" + one.getKey(), new ManPage(one.getValue(), examples, isCommon));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, ManPage page) throws IOException {
    Files.writeString(directory.resolve(name + ".1"), page.text(), StandardCharsets.UTF_8);
  }
}
