package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "lint",
    sortOptions = false,
    description = {
      "Say what roles do and their authors may not have meant, and how to change it.",
      "Needs list on auth/<mount>/role, and read on auth/<mount>/role/<role>/advice.",
      "Exit code 0: there is no warning, and notes at most. 1: there are warnings."
    })
public final class LintCommand extends ClientCommand {

  private static final String WHAT = "Error linting";
  private static final Set<String> LINTED = Set.of("azure", "approle", "jwt", "oidc", "kubernetes");

  @Parameters(arity = "0..*", paramLabel = "ROLE", description = "The roles. Default: all roles.")
  private List<String> roles = List.of();

  @Option(
      names = {"--mount", "--path"},
      paramLabel = "PATH",
      description = "An auth method with roles. Default: all that the token may see.")
  private List<String> mounts = List.of();

  public LintCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    LintReport report = new LintReport();
    List<String> places =
        mounts.isEmpty() ? all(session) : mounts.stream().map(LintCommand::place).toList();
    for (String mount : places) {
      for (String role : roles.isEmpty() ? names(session, mount) : roles) {
        ApiReply reply = session.send(WHAT, ApiCall.get(mount + "/role/" + role + "/advice"));
        if (reply.isSuccess()) {
          report.add(mount, role, ApiReply.objects(reply.data().get("advice")));
        }
      }
    }
    roles.stream()
        .filter(role -> !report.has(role))
        .findFirst()
        .ifPresent(
            role -> {
              throw new ClientException("there is no role " + role);
            });
    report.print(session.printer());
    return report.hasWarnings() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static List<String> all(ClientSession session) {
    ApiReply reply = session.lookUp(WHAT, ApiCall.get("sys/internal/ui/mounts"));
    Value.Obj auth = ApiReply.object(reply.data(), "auth").orElse(Value.Obj.EMPTY);
    List<String> linted =
        auth.members().entrySet().stream()
            .filter(one -> isLinted(one.getValue()))
            .map(one -> place(one.getKey()))
            .sorted()
            .toList();
    if (linted.isEmpty()) {
      throw new ClientException("the token may see no auth method with roles; --mount names one");
    }
    return linted;
  }

  private static boolean isLinted(Value mount) {
    return mount instanceof Value.Obj details
        && ApiReply.text(details, "type").filter(LINTED::contains).isPresent();
  }

  private static List<String> names(ClientSession session, String mount) {
    ApiReply reply = session.lookUp(WHAT, ApiCall.list(mount + "/role"));
    return ApiReply.texts(reply.data().get("keys"));
  }

  private static String place(String mount) {
    return new LoginMountOption(mount).path("").replaceAll("/+$", "");
  }
}
