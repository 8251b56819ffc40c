package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code azimuth token revoke}. */
@Command(name = "revoke", description = "End a token and all that it made.")
public final class TokenRevokeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClientOptions options;
  @Mixin private TokenArgument target;

  @Option(names = "--self", description = "The caller's own, which must be said.")
  private boolean self;

  /** Creates the command for this context. */
  public TokenRevokeCommand(ClientContext context) {
    this.options = new ClientOptions(context);
    this.target = new TokenArgument(context);
  }

  @Override
  public Integer call() {
    if (self != target.isSelf()) {
      throw new ParameterException(
          spec.commandLine(), "give a token, --accessor or --self, one of them");
    }
    ClientSession session = options.open();
    session.send("Error revoking token", target.call("revoke", Value.Obj.builder()));
    session.printer().done("Success! Revoked token (if it existed)");
    return ExitCode.OK;
  }
}
