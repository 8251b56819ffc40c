package io.azimuth.bootstrap.command.client;

import io.azimuth.application.api.Value;
import io.azimuth.bootstrap.client.ApiCall;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code azimuth token lookup}. */
@Command(name = "lookup", description = "Tell what a token is and how long it lives.")
final class TokenLookup implements Callable<Integer> {

  @Mixin private ClientOptions options;
  @Mixin private FieldOption field = new FieldOption();
  @Mixin private TokenTarget target;

  TokenLookup(ClientContext context) {
    this.options = new ClientOptions(context);
    this.target = new TokenTarget(context);
  }

  @Override
  public Integer call() {
    Session session = options.open();
    ApiCall call =
        target.isSelf()
            ? ApiCall.get("auth/token/lookup-self")
            : target.call("lookup", Value.Obj.builder());
    field.print(session.printer(), session.send("Error looking up token", call));
    return ExitCode.OK;
  }
}
