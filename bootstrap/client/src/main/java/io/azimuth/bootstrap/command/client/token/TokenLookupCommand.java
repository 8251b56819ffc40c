package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.spi.api.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth token lookup}. */
@Command(name = "lookup", description = "Tell what a token is and how long it lives.")
public final class TokenLookupCommand implements Callable<Integer> {

  @Mixin private ClientOptions options;
  @Mixin private FieldOption field = new FieldOption();
  @Mixin private TokenArgument target;

  /** Creates the command for this context. */
  public TokenLookupCommand(ClientContext context) {
    this.options = new ClientOptions(context);
    this.target = new TokenArgument(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    ApiCall call =
        target.isSelf()
            ? ApiCall.get("auth/token/lookup-self")
            : target.call("lookup", Value.Obj.builder());
    field.print(session.printer(), session.send("Error looking up token", call));
    return ExitCode.OK;
  }
}
