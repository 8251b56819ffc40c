package io.azimuth.bootstrap.command.azure;

import io.azimuth.azure.roletest.RoleTestFile;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.process.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "test-roles",
    sortOptions = false,
    description = {
      "Run logins that a file describes, without a server and without Azure.",
      "The file has roles, policies, machines and cases: who logs in, and what is expected. The"
          + " rules are those of the server.",
      "Exit code 0: everything is as expected. 1: something differs. 2: a file cannot be run."
    })
public final class TestRolesCommand implements Callable<Integer> {

  private static final int MAX_FILES = 1_000;
  private static final String EXAMPLE = "roles.hcl";

  private final Console console;
  private final Clock clock;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "The files; JSON when the name ends in .json, else HCL.")
  private List<Path> files = List.of();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "Also write the results to this file, in the XML of JUnit. Its name ends in .xml.")
  private Path junit = Path.of("");

  @Option(names = "--lint", description = "Also say what the linter says of the roles.")
  private boolean lint;

  @Option(names = "--example", description = "Print a file to begin with, and run nothing.")
  private boolean example;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "The format of the results: table, json or yaml. Default: table.")
  private String format = "table";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Creates the command; machines log in at the time of the clock. */
  public TestRolesCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (example) {
      console.out().print(exampleFile());
      console.out().flush();
      return ExitCode.OK;
    }
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new ParameterException(
          spec.commandLine(),
          files.isEmpty() ? "a file is missing" : "at most 1,000 files at once");
    }
    refuseOtherReport();
    Printer printer = new Printer(console.out(), console.err(), outputFormat());
    List<RoleTestResults> results =
        files.stream()
            .map(file -> RoleTestResults.of(RoleTestFile.read(file, clock), lint))
            .toList();
    results.forEach(this::printProblems);
    RoleTestReport.print(results, printer);
    if (!junit.toString().isEmpty()) {
      writeJunit(results);
    }
    return exitCode(results);
  }

  // "--junit roles.hcl" would replace the file that was to be run.
  private void refuseOtherReport() {
    if (!junit.toString().isEmpty() && !junit.toString().endsWith(".xml")) {
      throw new ParameterException(
          spec.commandLine(), "the name of the file for --junit ends in .xml");
    }
  }

  private OutputFormat outputFormat() {
    try {
      return OutputFormat.parse(format);
    } catch (ClientException e) {
      throw new ParameterException(spec.commandLine(), e.sentence(), e);
    }
  }

  private void printProblems(RoleTestResults results) {
    results
        .problems()
        .forEach(
            problem ->
                console
                    .err()
                    .println(
                        results.file()
                            + (problem.line() == 0 ? "" : ":" + problem.line())
                            + ": "
                            + problem.message()));
  }

  private void writeJunit(List<RoleTestResults> results) {
    try {
      JunitReport.write(junit, results);
    } catch (UncheckedIOException e) {
      throw new ParameterException(
          spec.commandLine(), "the file " + junit + " cannot be written", e);
    }
  }

  private static int exitCode(List<RoleTestResults> results) {
    if (results.stream().anyMatch(file -> !file.problems().isEmpty())) {
      return ExitCode.USAGE;
    }
    return results.stream().anyMatch(file -> file.failures() > 0) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static String exampleFile() {
    try (InputStream in =
        Objects.requireNonNull(TestRolesCommand.class.getResourceAsStream(EXAMPLE), EXAMPLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
