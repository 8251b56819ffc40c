package io.azimuth.bootstrap.command.client.imports;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport;
import io.azimuth.bootstrap.imports.ImportRequest;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportServer;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.domain.secret.SecretText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Take over what another server of the Vault API has.",
      "It has mounts, azure roles, policies, entities, groups, quotas, audited headers, secrets.",
      "Without --apply it shows what it would write.",
      "Exit code 1: something was refused."
    })
public final class ImportCommand implements Callable<Integer> {

  private final ClientContext context;
  private final List<ImportStep> steps;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SourceOptions source;

  @Option(
      names = "--apply",
      description = "Write. It can be run again: what is the same is not written again.")
  private boolean apply;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "KIND",
      description = "Only these: mounts, azure, entities, groups, policies, headers, kv, quotas.")
  private List<String> only = List.of();

  @Option(
      names = "--mount",
      split = ",",
      paramLabel = "PATH",
      description =
          "Only these mounts, such as secret/ or auth/azure/; without --only nothing else.")
  private List<String> mounts = List.of();

  @Option(
      names = "--renumber",
      description =
          "Number the versions of a secret from 1 if more than 1000 of their numbers have no data.")
  private boolean renumber;

  @Mixin private ClientOptions options;

  public ImportCommand(ClientContext context, List<ImportStep> steps) {
    this.context = context;
    this.steps = List.copyOf(steps);
    this.source = new SourceOptions(context);
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ImportRequest request = new ImportRequest(kinds(), paths(), apply, renumber);
    ClientSession session = options.open();
    session.requirePrivate("the token");
    ClientSession other = session.at(source.settings(session.settings()));
    other.requirePrivate("the token of the server to read");
    SecretText token = source.token(session.printer());
    ImportReport report = new ImportReport(session.printer(), apply);
    new ImportRun(
            server("the other server", other, Optional.of(token)),
            server("this server", session, session.token()),
            request,
            report,
            context.console().err())
        .run(steps);
    return report.hasRefusals() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private ImportServer server(String label, ClientSession session, Optional<SecretText> token) {
    return new ImportServer(label, session.client(token), token, context.pause());
  }

  private Set<ImportKind> kinds() {
    if (only.isEmpty()) {
      return EnumSet.allOf(ImportKind.class).stream()
          .filter(kind -> mounts.isEmpty() || kind.isOfMount())
          .collect(Collectors.toSet());
    }
    return only.stream()
        .map(
            label ->
                ImportKind.parse(label)
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                spec.commandLine(),
                                "--only takes " + ImportKind.labels() + ", not '" + label + "'")))
        .collect(Collectors.toSet());
  }

  private Set<String> paths() {
    return mounts.stream()
        .map(path -> path.replaceAll("^/+|/+$", "") + "/")
        .collect(Collectors.toSet());
  }
}
