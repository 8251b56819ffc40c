package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.bootstrap.command.client.session.NotFoundExit;
import io.azimuth.spi.api.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = {
      "Show which rule decides about a request, and why. The request is not sent.",
      "Exit code 1: it would be denied."
    })
final class PolicyExplainCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "What this policy says; needs update on sys/policies/acl/NAME/explain.")
  private @Nullable String policy;

  @Option(
      names = "--accessor",
      paramLabel = "ACCESSOR",
      description =
          "What all policies of this token say; needs sudo on sys/internal/explain. "
              + "Default: the caller's own token.")
  private @Nullable String accessor;

  @Option(
      names = "--operation",
      completionCandidates = Operations.class,
      paramLabel = "WORD",
      defaultValue = "read",
      description = "read, list, scan, create, update, patch or delete. Default: ${DEFAULT-VALUE}.")
  private String operation = "read";

  /** The operations, for shells that complete the option. */
  static final class Operations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("create", "read", "update", "patch", "delete", "list").iterator();
    }
  }

  @Parameters(index = "0", paramLabel = "PATH", description = "The path of the request.")
  private String path = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Parameters that the request would send.")
  private List<String> arguments = List.of();

  PolicyExplainCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    if (policy != null && accessor != null) {
      throw new ParameterException(spec.commandLine(), "give --policy or --accessor, not both");
    }
    String what = "Error explaining";
    ApiReply reply = session.send(what, request(session, what));
    if (!reply.isSuccess()) {
      return NotFoundExit.report(context, session, "No policy named: " + policy);
    }
    return new PolicyExplanationReport(reply).print(session.printer())
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  private ApiCall request(ClientSession session, String what) {
    Value.Builder body = Value.Obj.builder().put("path", path).put("operation", operation);
    Value.Obj parameters = CommandParameters.read(arguments, context);
    if (!parameters.members().isEmpty()) {
      body.put("parameters", parameters);
    }
    if (policy != null) {
      return ApiCall.post(PolicyPaths.path(policy) + "/explain", body.build());
    }
    String token =
        Optional.ofNullable(accessor)
            .or(
                () ->
                    ApiReply.text(
                        session.send(what, ApiCall.get("auth/token/lookup-self")).data(),
                        "accessor"))
            .orElseThrow(() -> new ClientException(what + ": the token has no accessor"));
    return ApiCall.post("sys/internal/explain", body.put("accessor", token).build());
  }
}
