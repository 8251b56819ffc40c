package io.azimuth.bootstrap.command.line;

import io.azimuth.bootstrap.build.BuildInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "azimuth",
    description = "Lets workloads log in with their Azure identity, and speaks the Vault HTTP API.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = RootCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:good", "1:failed", "2:wrong usage; nothing is there; sealed"})
final class RootCommand implements Runnable {

  @Option(
      names = {"-v", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("unused") // picocli sets this field and prints the version
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs if the command is missing, which is wrong usage. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The line that {@code version} and {@code --version} print. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {line()};
    }

    static String line() {
      return "azimuth " + BuildInfo.version();
    }
  }
}
