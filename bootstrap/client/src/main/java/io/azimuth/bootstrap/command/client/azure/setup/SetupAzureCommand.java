package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.command.client.mount.MountLocation;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code azimuth operator setup-azure}. */
@Command(
    name = "setup-azure",
    sortOptions = false,
    description = {
      "Print what a mount needs in Azure, as lines for a tool of Azure; change nothing.",
      "The lines are for --format az (default), bicep or terraform; the others are for --check.",
      "With --mount, needs read on auth/<mount>/config/status. Without, asks no server.",
      "With --check: exit code 1 when a required right is missing, or one is dangerous; 2 when",
      "Azure did not tell of all that is required."
    })
public final class SetupAzureCommand implements Callable<Integer> {

  private static final String WHAT = "Error reading what the mount needs";
  private static final List<String> WITHOUT_MOUNT =
      List.of("--resource-type", "--rotation", "--groups", "--people");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mount",
      paramLabel = "PATH",
      description = "An azure auth method, whose configuration and roles say what is needed.")
  private @Nullable String mount;

  @Option(
      names = "--check",
      description = "Print no lines: tell which rights the server has, lacks, and does not need.")
  private boolean check;

  @Mixin private SetupOptions setup = new SetupOptions();

  @Mixin private ClientOptions options;

  public SetupAzureCommand(ClientContext context) {
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    if (check) {
      requireEffect("--check", setupOptions());
      return check(options.open());
    }
    if (mount != null) {
      requireEffect("--mount", WITHOUT_MOUNT);
    }
    String format = options.format().orElse("az");
    ClientSession session = options.openFor(OutputFormat.TABLE);
    SetupPlan plan = SetupPlanner.plan(setup, needs(session));
    session.printer().print(Value.NULL, lines(format, plan));
    return ExitCode.OK;
  }

  private int check(ClientSession session) {
    if (mount == null) {
      throw new ClientException("--check goes with --mount");
    }
    ApiCall call = status(path(mount)).with("probe", "true");
    RightsCheckReport report = new RightsCheckReport(rights(read(session, call)));
    report.print(session.printer());
    if (report.hasFault()) {
      return ExitCode.SOFTWARE;
    }
    return report.isOpen() ? ExitCode.USAGE : ExitCode.OK;
  }

  // The mount already decides what these options decide; they would have no effect.
  private void requireEffect(String with, List<String> without) {
    for (String option : without) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ClientException(option + " has no effect with " + with);
      }
    }
  }

  private List<String> setupOptions() {
    return CommandSpec.forAnnotatedObject(setup).options().stream()
        .map(OptionSpec::longestName)
        .toList();
  }

  private MountNeeds needs(ClientSession session) {
    if (mount == null) {
      return MountNeeds.of(setup.needed());
    }
    String path = path(mount);
    return MountNeeds.read(path, read(session, status(path)));
  }

  private static String path(String mount) {
    return "auth/" + MountLocation.belowAuth(mount);
  }

  private static ApiCall status(String path) {
    return ApiCall.get(path + "/config/status").with("rights", "true");
  }

  private static Value.Obj read(ClientSession session, ApiCall call) {
    Value.Obj status = session.send(WHAT, call).data();
    if (status.get("rights").isEmpty()) {
      throw new ClientException(
          "there is no configuration of the mount, or its server is older than this command");
    }
    return status;
  }

  private static Value.Obj rights(Value.Obj status) {
    return ApiReply.object(status, "rights").orElse(Value.Obj.EMPTY);
  }

  private static List<String> lines(String format, SetupPlan plan) {
    return switch (format) {
      case "az" -> AzLines.of(plan);
      case "bicep" -> BicepLines.of(plan);
      case "terraform" -> TerraformLines.of(plan);
      default -> throw new ClientException("--format is az, bicep or terraform");
    };
  }
}
