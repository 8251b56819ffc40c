package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.build.BuildInfo;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.spi.api.JsonText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    sortOptions = false,
    description = {
      "Look at a server and its machine: what is wrong, and what to do. Exit code 1: a check failed.",
      "With --config also the configuration file, its listeners, certificates, database,",
      "directories and room; run that on the machine of the server, as its user. It then asks the",
      "first listener of the file, if it is in use, unless an address is named. With a token also",
      "the audit devices, and Azure as the server reaches it now."
    })
public final class DoctorCommand implements Callable<Integer> {

  private final ClientContext context;
  private final Clock clock;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file of the server.")
  private @Nullable Path config;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description =
          "Also write a tar.gz for whoever helps: the findings, the values in force, versions, and "
              + "health and figures of the server, without secrets.")
  private @Nullable Path bundle;

  @Mixin private ClientOptions options;

  public DoctorCommand(ClientContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    Optional<ConfigurationDiagnosis> local = local();
    Optional<Finding> absence =
        options.namesServer() ? Optional.empty() : local.flatMap(ConfigurationDiagnosis::absence);
    ClientSession session = options.openOrAt(local.flatMap(ConfigurationDiagnosis::address));
    ServerDiagnosis server = new ServerDiagnosis(session, clock);
    List<Finding> asked = absence.map(List::of).orElseGet(server::run);
    List<Finding> all = new ArrayList<>();
    Optional<Integer> port = server.isReached() ? Optional.of(session.port()) : Optional.empty();
    all.addAll(
        local
            .map(it -> it.run(port))
            .orElse(
                List.of(
                    Finding.skipped(
                        "configuration, ports, store, certificates",
                        "no --config",
                        "on the machine of the server: azimuth doctor --config FILE"))));
    all.addAll(asked);
    DoctorReport report = new DoctorReport(all);
    session.printer().print(report.value(), report.lines());
    if (bundle != null) {
      write(bundle, session, report, server, local);
    }
    return report.isGood() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Optional<ConfigurationDiagnosis> local() {
    return Optional.ofNullable(config)
        .map(
            file ->
                new ConfigurationDiagnosis(
                    new StartupCheck(context.environment()), file, clock.instant()));
  }

  private void write(
      Path target,
      ClientSession session,
      DoctorReport report,
      ServerDiagnosis server,
      Optional<ConfigurationDiagnosis> local) {
    DiagnosticBundle made = new DiagnosticBundle(new Redaction(session.secrets()), clock.instant());
    made.add("findings.txt", String.join("\n", report.lines()) + "\n");
    made.add("findings.json", JsonText.indented(report.value()) + "\n");
    made.add("versions.txt", versions());
    local.ifPresent(it -> made.add("configuration.txt", String.join("\n", it.inForce()) + "\n"));
    server
        .answers()
        .forEach((name, answer) -> made.add(name + ".json", JsonText.indented(answer) + "\n"));
    made.write(target);
    context.console().err().println("wrote " + target + "; look at it before you send it");
  }

  private static String versions() {
    return "azimuth %s (client)%njava %s, %s%n%s %s, %d processors%n"
        .formatted(
            BuildInfo.version(),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors());
  }
}
