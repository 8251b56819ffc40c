package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "revoke", description = "End a token and all that it made.")
public final class TokenRevokeCommand extends ClientCommand {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TokenArgument target;

  @Option(names = "--self", description = "The caller's own, which must be said.")
  private boolean self;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "orphan: leave what the token made. path: revoke all tokens below a path such as"
              + " auth/azure/login, which stands in place of the token.")
  private @Nullable String mode;

  public TokenRevokeCommand(ClientContext context) {
    super(context);
    this.target = new TokenArgument(context);
  }

  @Override
  protected int run(ClientSession session) {
    if (self != target.isSelf()) {
      throw new ParameterException(
          spec.commandLine(), "give a token, --accessor or --self, one of them");
    }
    ApiCall call = mode == null ? target.call("revoke", Value.Obj.builder()) : call(mode);
    session.send("Error revoking token", call);
    if (self) {
      session.forgetKey();
    }
    session.printer().done("Success! Revoked token (if it existed)");
    return ExitCode.OK;
  }

  private ApiCall call(String chosen) {
    if (self || target.isAccessor()) {
      throw new ParameterException(
          spec.commandLine(), "--mode goes with neither --self nor --accessor");
    }
    return switch (chosen) {
      case "orphan" -> target.call("revoke-orphan", Value.Obj.builder());
      case "path" -> ApiCall.put("sys/leases/revoke-prefix/" + target.text(), Value.Obj.EMPTY);
      default -> throw new ParameterException(spec.commandLine(), "--mode is orphan or path");
    };
  }
}
